"""A unit that a matter is about was named for it: the database refuses, and this says so in a sentence."""

from collections.abc import Callable

from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

SQLSTATE = "YW451"
"""What the trigger on ``case_unit`` raises (migration ``0003_barred``)."""

SENTENCE = (
    "这件诉求反映的就是这个单位，不能交给它办，它也看不到；请交给它的上级或者别的单位。什么也没有改动。"
)


class BarredMiddleware:
    """Turns that refusal into a page, or a problem for programs; anything else passes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The answer to a refused unit; None for every other error."""
        if not is_barred(error):
            return None
        if request.path.startswith("/api/"):
            problem = {"type": "about:blank", "title": "单位应当回避", "status": 409, "detail": SENTENCE}
            return JsonResponse(problem, status=409, content_type="application/problem+json")
        # without the request: its menus would query, and after this error the transaction answers no query
        return HttpResponse(render_to_string("hotline/barred.html", {"sentence": SENTENCE}), status=409)


def is_barred(error: BaseException) -> bool:
    """Whether the database refused because a unit is barred from the matter."""
    return isinstance(error, Error) and getattr(error.__cause__, "sqlstate", "") == SQLSTATE

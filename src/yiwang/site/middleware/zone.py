"""Every request in the zone of the pack in force: what it shows and reckons as a day is a day there."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from yiwang.foundations.calendars.public import in_zone


class ZoneMiddleware:
    """Enters the zone before anybody looks at a clock, programs with a token included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in that zone, and leave it again."""
        with in_zone():
            return self.get_response(request)

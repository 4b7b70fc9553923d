"""A site for the API's tests: the router alone, the actor set by the test, every request in its scope."""

from django.urls import path
from ninja import NinjaAPI

from yiwang.engines.cases.api import router
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC

api = NinjaAPI(urls_namespace="cases-test")
api.add_router("", router)
urlpatterns = [path("api/v1/", api.urls)]


class ActorOfTheTest:
    """Acts as ``actor``; the test sets it."""

    actor = PUBLIC

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = type(self).actor
        with as_actor(request.actor):
            return self.get_response(request)

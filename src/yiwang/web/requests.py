"""A request as views get it: with the actor that the middleware found."""

from django.http import HttpRequest

from yiwang.foundations.people.public import HatChoice
from yiwang.kernel.actor import Actor


class ActedRequest(HttpRequest):
    """What arrives behind the hat's middleware. Only for annotations: Django makes the objects.

    Attributes:
        actor: who asks, under the hat chosen; ``PUBLIC`` for strangers.
        hats: every hat of the account: ``key``, ``label`` and its ``actor``.
        area: the menu the page stands under, where a view names one; else its address's name space.
    """

    actor: Actor
    hats: list[HatChoice]
    area: str

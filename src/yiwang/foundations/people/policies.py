"""Who may reach a party, and what a password must be."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from yiwang.kernel.actor import Actor

from .models import Party
from .pure import PartyNotVisible

__all__ = ["PasswordClasses", "access_party", "parties_visible_to"]


def parties_visible_to(actor: Actor) -> QuerySet[Party]:
    """The parties this hat may see, by the same rule that the database holds."""
    if actor.sees_all:
        return Party.objects.all()
    if actor.audience == "public":
        return Party.objects.none()
    granted = Q(grants__until__isnull=True) | Q(grants__until__gt=timezone.now())
    if actor.audience == "staff":
        return Party.objects.filter(granted, grants__unit_id__in=actor.units).distinct()
    return Party.objects.filter(
        Q(id__in=actor.parties) | (granted & Q(grants__grantee__in=actor.parties))
    ).distinct()


def access_party(actor: Actor, party_id: UUID, to: Literal["read", "change"] = "read") -> Party:
    """The party, if the actor may reach it for this.

    Raises:
        PartyNotVisible: the actor may not, or there is no such party.
    """
    party = parties_visible_to(actor).filter(id=party_id).first()
    if party is None or (to == "change" and actor.audience == "citizen" and party_id not in actor.parties):
        raise PartyNotVisible
    return party


class PasswordClasses:
    """Password rule: signs of several classes, lower and upper case, digits, others (GB/T 22239, 8.1.4.1)."""

    def __init__(self, classes: int = 3) -> None:
        self.classes = classes

    def validate(self, password: str, user: object = None) -> None:
        """Refuse a password with too few classes of signs."""
        tests = (str.islower, str.isupper, str.isdigit, lambda sign: not sign.isalnum())
        if sum(any(test(sign) for sign in password) for test in tests) < self.classes:
            raise ValidationError(self.get_help_text(), code="password_classes")

    def get_help_text(self) -> str:
        """The rule in words."""
        return f"密码须含小写字母、大写字母、数字、符号中的至少 {self.classes} 类。"

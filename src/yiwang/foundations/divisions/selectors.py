"""Reads of the division tree; open to everybody."""

from collections.abc import Iterable

from django.db.models import QuerySet

from .definitions import DivisionKind, Level
from .models import Division


def division_get(code: str) -> Division | None:
    """The division of this 12-digit code, also one no longer in use; None if there never was one."""
    return Division.objects.filter(code=code).first()


def division_path(code: str) -> list[Division]:
    """From the top to this division, in order; empty if the code is unknown."""
    found = division_get(code)
    return list(Division.objects.filter(code__in=found.path).order_by("code")) if found else []


def divisions_under(
    code: str, *, level: Level | None = None, statistical: bool = False, zones: bool = True
) -> QuerySet[Division]:
    """A division and all in use below it, by code.

    Args:
        code: 12-digit code of the top.
        level: only divisions of this level.
        statistical: whether units that exist for statistics only are wanted (never on boards or lists).
        zones: whether function zones are wanted beside the ordinary divisions.
    """
    rows = Division.objects.filter(path__contains=[code], is_current=True)
    rows = rows.filter(level=level) if level else rows
    rows = rows if statistical else rows.exclude(kind=DivisionKind.STATISTICAL)
    return rows if zones else rows.exclude(kind=DivisionKind.ZONE)


def division_names(codes: Iterable[str]) -> dict[str, str]:
    """Names by code, in one query; unknown codes are left out."""
    return dict(Division.objects.filter(code__in=set(codes)).values_list("code", "name"))

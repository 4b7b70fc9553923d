"""How the work of the units one sees stands: by unit and light, and from each number into its list."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yiwang.engines.cases.public import UnitCounts, unit_counts
from yiwang.engines.licences.public import licences_applied
from yiwang.foundations.calendars.public import local_instant
from yiwang.foundations.divisions.public import division_names
from yiwang.foundations.organisations.public import UnitPlace, unit_places
from yiwang.kernel.lights import Light
from yiwang.nets.collaboration.desk.domain.crossing import crossing_lines, entrusted_lines
from yiwang.nets.collaboration.desk.domain.filters import Filters
from yiwang.web.requests import ActedRequest

from .gate import staff_only

ORDER = (Light.OVERDUE, Light.DUE_SOON, Light.ON_TRACK, Light.PAUSED)


@dataclass(frozen=True)
class UnitLine:
    """One unit: where it is, how many of its tasks have each light, and the list behind each number."""

    name: str
    division: str
    division_name: str
    cells: tuple[dict[str, Any], ...]
    whole: dict[str, Any]


@require_GET
@staff_only
def oversight(request: ActedRequest) -> HttpResponse:
    """The units this hat sees, the worst first; narrowed to a place by the address."""
    rows = unit_counts(request.actor, timezone.now())
    places = unit_places({row.unit_id for row in rows})
    names = division_names({place.division for place in places.values()})
    lines = [_line(row, places[row.unit_id], names) for row in rows if row.unit_id in places]
    division = request.GET.get("division", "")
    shown = [line for line in lines if division in ("", line.division)]
    context = {
        "lights": ORDER,
        "crossings": crossing_lines(request.actor),
        "entrusted": entrusted_lines(request.actor),
        "applied": licences_applied(request.actor, local_instant(timezone.localdate().replace(day=1))),
        "lines": sorted(shown, key=_worst),
        "sums": [sum(line.cells[n]["count"] for line in shown) for n in range(len(ORDER))],
        "divisions": [
            {"code": code, "name": name, "chosen": code == division} for code, name in names.items()
        ],
    }
    return render(request, "desk/oversight.html", context)


def _line(row: UnitCounts, place: UnitPlace, names: dict[str, str]) -> UnitLine:
    asked, inbox = Filters(unit=row.unit_id), reverse("desk:inbox")
    cells = tuple(
        {"light": light, "count": row.counts[light], "url": inbox + asked.address(light=light)}
        for light in ORDER
    )
    whole = {"count": sum(row.counts.values()), "url": inbox + asked.address()}
    return UnitLine(place.name, place.division, names.get(place.division, ""), cells, whole)


def _worst(line: UnitLine) -> tuple[Any, ...]:
    """Most overdue first, then most due soon."""
    return (-line.cells[0]["count"], -line.cells[1]["count"], -line.whole["count"], line.name)

"""What the themes of a city spare: by reference answers, by the typical persona, and on average.

Headlines are computed over themes whose weakest status is ``published``; everything else is called *model*.
The published figures of a city stand beside ours as reference only.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from yiwang.engines.catalog.definitions import Theme, status_of
from yiwang.loader import Status

from .catalogue import Catalogue, compile_theme
from .compiled import Compiled
from .ending import themes_open
from .personas import persona_facts
from .rendering import savings_json

MEASURES = ("materials", "fields", "days", "visits")
SIDES = ("before", "after", "asked")
Measures = Mapping[str, Any]


def savings(catalogue: Catalogue, day: date) -> dict[str, Any]:
    """The savings of every theme and of the city, as plain values (design §4)."""
    themes = [
        _theme(catalogue, name, theme, day) for name, theme in sorted(themes_open(catalogue, day).items())
    ]
    published = [t for t in themes if t["statuses"]["weakest"] == Status.PUBLISHED.value]
    model = [t for t in themes if t not in published]
    return {
        "day": day.isoformat(),
        "themes": themes,
        "city": _city(catalogue, published),
        "model": _city(catalogue, model),
        "reference": _reference(catalogue, day),
        "warnings": [line for theme in themes for line in padded(catalogue, theme, day)],
    }


def padded(catalogue: Catalogue, theme: Measures, day: date) -> Iterator[dict[str, Any]]:
    """Measures of a theme whose side *before* is so large that its saving may be made up.

    A side is suspect above the city's own published average (parameter ``reference_<measure>_before``) times
    the pack's ``before_side_ratio``; a pack without both is told nothing.
    """
    param = catalogue.param(day)
    ratio = param.get("before_side_ratio")
    if ratio is None:
        return
    for measure in MEASURES:
        usual, before = param.get(f"reference_{measure}_before"), theme["catalogue"][measure]["before"]
        if usual is not None and before is not None and before > usual * ratio:
            held = {"before": before, "usual": float(usual), "ratio": float(ratio)}
            yield {"theme": theme["theme"], "title": theme["title"], "measure": measure, **held}


def _theme(catalogue: Catalogue, name: str, theme: Theme, day: date) -> dict[str, Any]:
    compiled = compile_theme(catalogue, name, theme.reference_answers, (), day, rows=_one_row(theme))
    measures = {key: {**m, "asked": m["after"]} for key, m in savings_json(compiled).items()}
    measures["materials"]["deferred"] = compiled.savings.materials.deferred
    typical = _typical(catalogue, theme, day)
    return {
        "theme": name,
        "title": theme.title,
        "statuses": _statuses(catalogue, theme),
        "catalogue": {key: _with_saving(m, "after") for key, m in measures.items()},
        "typical": typical and {key: _with_saving(m, "asked") for key, m in savings_json(typical).items()},
        "persona": theme.typical,
        "applications": catalogue.volumes.get(name, 0),
    }


def _one_row(theme: Theme) -> dict[str, int]:
    return {key: 1 for key, party in theme.parties.items() if party.cardinality == "many"}


def _typical(catalogue: Catalogue, theme: Theme, day: date) -> Compiled | None:
    if theme.typical is None:
        return None
    persona = catalogue.personas[theme.typical]
    return compile_theme(catalogue, theme.id, persona.answers, persona_facts(persona), day, rows=persona.rows)


def _statuses(catalogue: Catalogue, theme: Theme) -> dict[str, Any]:
    items = {member.item: catalogue.items[member.item].status.value for member in theme.members}
    return {"theme": theme.status.value, "items": items, "weakest": status_of(theme, catalogue.world).value}


def _with_saving(measure: Measures, side: str) -> dict[str, Any]:
    return {**measure, "saving": _saving(measure["before"], measure[side])}


def _saving(before: float | None, left: float | None) -> float | None:
    return round(1 - left / before, 4) if before and left is not None else None


def _city(catalogue: Catalogue, themes: Sequence[Measures]) -> dict[str, Any]:
    volume = [int(theme["applications"]) for theme in themes]
    return {
        "themes": len(themes),
        "equal": _average(themes, "catalogue", [1] * len(themes)),
        "volume": _average(themes, "catalogue", volume),
        "typical": {
            "equal": _average(themes, "typical", [1] * len(themes)),
            "volume": _average(themes, "typical", volume),
        },
    }


def _average(themes: Sequence[Measures], side: str, weights: Sequence[int]) -> dict[str, Any]:
    """Weighted means; ``saving`` is of the means. Without themes or weights they are null, never zero."""
    rows = [(theme[side], weight) for theme, weight in zip(themes, weights, strict=True) if theme[side]]
    left = "after" if side == "catalogue" else "asked"
    means = {m: {s: _mean((row[m][s], weight) for row, weight in rows) for s in SIDES} for m in MEASURES}
    return {name: _with_saving(measure, left) for name, measure in means.items()}


def _mean(pairs: Iterable[tuple[float, int]]) -> float | None:
    pairs = list(pairs)
    total = sum(weight for _, weight in pairs)
    return round(sum(value * weight for value, weight in pairs) / total, 2) if total else None


def _reference(catalogue: Catalogue, day: date) -> dict[str, Any]:
    """The city's own published figures, as its pack holds them in parameters ``reference_*``."""
    held = {}
    for name, parameter in catalogue.world.all("parameter").items():
        value = parameter.on(day) if name.startswith("reference_") else None
        if value:
            held[name.removeprefix("reference_")] = {
                "title": parameter.title,
                "value": value.value,
                "unit": parameter.unit,
                "source": value.source,
                "status": value.status.value,
            }
    return held

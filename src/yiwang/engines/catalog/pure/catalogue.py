"""The catalogue of one world, made ready once: every expression compiled, every theme joined."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yiwang.engines.catalog.definitions import (
    ELEMENT,
    ITEM,
    PERSONA,
    THEME,
    VOLUME,
    Element,
    Item,
    Persona,
    Theme,
)
from yiwang.kernel.fact import Fact
from yiwang.loader import World, parameter_values

from .compiled import Compiled
from .compiling import run
from .places import places
from .prepared import ReadyTheme
from .preparing import ready_theme, theme_of_one
from .situation import Key, situation

DAYS_KEPT = 64


@dataclass(eq=False)
class Catalogue:
    """Themes and items of a world, ready to compile. Make one per world with ``Catalogue.of`` and keep it."""

    world: World
    elements: Mapping[str, Element]
    _ready: dict[tuple[str, str], ReadyTheme] = field(default_factory=dict, repr=False)
    _params: dict[date, Mapping[str, Any]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, world: World) -> "Catalogue":
        """The catalogue of a checked world; all themes are made ready at once, items when first asked for.

        Raises:
            ExpressionError: the world was not checked and an expression is wrong.
        """
        catalogue = cls(world, world.all(ELEMENT))
        for name in catalogue.themes:
            catalogue.theme(name)
        return catalogue

    @property
    def themes(self) -> Mapping[str, Theme]:
        """Themes by id."""
        return self.world.all(THEME)

    @property
    def items(self) -> Mapping[str, Item]:
        """Items by id."""
        return self.world.all(ITEM)

    @property
    def personas(self) -> Mapping[str, Persona]:
        """Demo applicants by id."""
        return self.world.all(PERSONA)

    @property
    def volumes(self) -> Mapping[str, int]:
        """Applications per theme in the period the pack names."""
        return {volume.theme: volume.applications for volume in self.world.all(VOLUME).values()}

    def theme(self, name: str) -> ReadyTheme:
        """A theme, ready.

        Raises:
            UnknownDefinition: there is none of this id.
        """
        if ("theme", name) not in self._ready:
            self._ready["theme", name] = ready_theme(self.world, self.world.get(THEME, name))
        return self._ready["theme", name]

    def item(self, name: str) -> ReadyTheme:
        """An item as a theme of one, ready.

        Raises:
            UnknownDefinition: there is none of this id.
        """
        if ("item", name) not in self._ready:
            one = theme_of_one(self.world.get(ITEM, name))
            self._ready["item", name] = ready_theme(self.world, one)
        return self._ready["item", name]

    def param(self, day: date) -> Mapping[str, Any]:
        """The parameters that hold on a day."""
        if day not in self._params:
            if len(self._params) >= DAYS_KEPT:
                self._params.clear()
            self._params[day] = parameter_values(self.world, day)
        return self._params[day]


def compile_theme(
    catalogue: Catalogue,
    theme_id: str,
    answers: Mapping[str, Any],
    facts: Iterable[Fact],
    day: date,
    *,
    typed: Mapping[Key, Any] | None = None,
    rows: Mapping[str, int] | None = None,
    without: Iterable[str] = (),
) -> Compiled:
    """Compile a theme for one applicant: one form, one set of materials, one schedule, and what it spares.

    Args:
        catalogue: of the world in force.
        theme_id: id of the theme.
        answers: question → answer, as JSON writes it.
        facts: what government holds, in any order.
        day: the day of submission.
        typed: (party, row or None, element) → value typed so far; it stays ``asked``.
        rows: party with many → how many there are; else the party's question, else the facts decide.
        without: optional members the applicant leaves out.

    Raises:
        UnknownDefinition: there is no such theme.
    """
    return _compile(catalogue, catalogue.theme(theme_id), answers, facts, day, typed, rows, without)


def compile_item(
    catalogue: Catalogue,
    item_id: str,
    answers: Mapping[str, Any],
    facts: Iterable[Fact],
    day: date,
    *,
    typed: Mapping[Key, Any] | None = None,
    rows: Mapping[str, int] | None = None,
) -> Compiled:
    """Compile a single item as a theme of one; arguments as in ``compile_theme``.

    Raises:
        UnknownDefinition: there is no such item.
    """
    return _compile(catalogue, catalogue.item(item_id), answers, facts, day, typed, rows, ())


def _compile(
    catalogue: Catalogue,
    ready: ReadyTheme,
    answers: Mapping[str, Any],
    facts: Iterable[Fact],
    day: date,
    typed: Mapping[Key, Any] | None,
    rows: Mapping[str, int] | None,
    without: Iterable[str],
) -> Compiled:
    param = catalogue.param(day)
    here = situation(
        ready, catalogue.elements, answers, facts, day, param, typed=typed or {}, rows=rows or {}
    )
    return run(here, places(catalogue.world), without)

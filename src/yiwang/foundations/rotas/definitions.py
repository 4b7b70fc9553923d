"""What a pack says about rotas: on a demo site, whose nights are filled. Rotas themselves are data of their units."""

from collections.abc import Iterator

from pydantic import Field

from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.loader import Complaint, Definition, Kind, Names, World


class DemoRota(Definition):
    """演示值班表: units whose people take turns on a demo site; every so many turns nobody is on, so that it shows.

    Attributes:
        units: the units.
        days: for how many days from the day of seeding.
        open_each: each so many turns one stays open.
        phone: a demo number.
    """

    units: Names
    days: int = Field(default=14, ge=1, le=60)
    open_each: int = Field(default=5, ge=2)
    phone: str = ""


def demo_rota_complaints(held: DemoRota, world: World) -> Iterator[Complaint]:
    """The units exist."""
    for unit in held.units:
        if unit not in OrganisationTree.of(world).units:
            what, mend = f"没有单元“{unit}”。", "写 organisations.yaml 里的单元编号。"
            yield Complaint(what, mend, "demo_rota.unit", ("units",))


DEMO_ROTA = Kind(
    "demo_rota",
    "demo/rotas/*.yaml",
    DemoRota,
    check=demo_rota_complaints,
    live=True,
    order=917,
    word="演示值班表",
)
"""演示值班表."""

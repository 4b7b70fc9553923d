"""What tests fill a site with: single items, themes and the cases beside them, by the lives of the national pack."""

from dataclasses import replace
from functools import cache
from uuid import UUID

from django.utils.module_loading import import_string

from yiwang.engines.cases.definitions import DEMO_LIFE
from yiwang.engines.cases.domain.seeds import CaseSeed
from yiwang.engines.cases.domain.values import PartyPart, UnitPart
from yiwang.engines.cases.public import After, DemoSample, demo_cases_fill
from yiwang.loader import load

from .world import APPLICANT, FIRE, HEALTH, MARKET, REPOSITORY, at, seed, theme

NOW = at("03-18 10:00")
PARTIES = tuple(UUID(int=7100 + n) for n in range(400))


def aside(kind: str, *, party: bool = False) -> CaseSeed:
    """A case of another type, opened by an app above in earnest."""
    parties = (PartyPart(APPLICANT),) if party else ()
    return CaseSeed(key=kind, type=kind, subject=kind, title=kind, parties=parties, units=(UnitPart(MARKET),))


def samples() -> list[DemoSample]:
    """One of everything, a theme whose cases wait for one another, and the same of social aid."""
    waiting = seed("licence", MARKET), replace(seed("health"), after=(After("licence"),)), seed("fire", FIRE)
    aid = replace(seed("aid_town_review"), type="social_aid")
    county = replace(seed("aid_county_confirm"), type="social_aid", after=(After("aid_town_review"),))
    single = [DemoSample(seed(key, unit), weight=4) for key, unit in (("barber", HEALTH), ("sign", MARKET))]
    fees = [
        DemoSample(replace(seed(pay), terms=replace(seed(pay).terms, flags={"pay": pay})))
        for pay in ("acceptance", "decision")
    ]
    beside = [DemoSample(aside(kind)) for kind in ("bad_rating", "rating_mend", "cannot_be_done")]
    return [
        *single, *fees, DemoSample(aid), *beside, DemoSample(aside("commitment_check", party=True)),
        DemoSample(theme(), waiting), DemoSample(theme("aid"), (aid, county)),
    ]  # fmt: skip


@cache
def lives():
    """The lives that the national pack writes."""
    return load(REPOSITORY / "packs" / "china", import_string("yiwang.site.kinds.KINDS")).world.all(DEMO_LIFE)


def fill(count: int, name: str = "test", **given) -> int:
    """Fill with so many cases."""
    wanted = {"samples": samples(), "parties": PARTIES, "now": NOW, **given}
    return demo_cases_fill(count, lives=lives(), name=name, **wanted)

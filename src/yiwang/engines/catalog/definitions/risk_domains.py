"""Domains in which the law lets nobody put a promise in the place of a paper, and what is wrong where an item does."""

from collections.abc import Iterator

from yiwang.loader import Complaint, Definition, Sourced, World

from .items import Item


class RiskDomain(Definition, Sourced):
    """不适用告知承诺的领域: great risk, dear to put right, harm that cannot be undone."""

    label: str


RISK_DOMAIN = "risk_domain"


def check_commitment(item: Item, world: World) -> Iterator[Complaint]:
    """An item that lets a promise stand says which domains it touches, and which law allows it there all the same."""
    promised = [line.material for line in item.materials if line.exempt == "commitment"]
    if not promised or not world.all(RISK_DOMAIN):
        return
    if item.risk_domains is None:
        what = f"“{item.title}”允许告知承诺，却没有写它涉及哪些不适用告知承诺的领域。"
        mend = "写 risk_domains；都不涉及就写 risk_domains: []。"
        yield Complaint(what, mend, "item.commitment_unsaid", ("materials",))
    elif item.risk_domains and item.commitment_basis is None:
        yield from _touching(item, world)


def _touching(item: Item, world: World) -> Iterator[Complaint]:
    touched = [world.get(RISK_DOMAIN, key) for key in item.risk_domains or ()]
    words = "、".join(domain.label for domain in touched)
    what = f"“{item.title}”涉及{words}，不适用告知承诺（{touched[0].source}）。"
    mend = "把这些材料的 exempt: commitment 去掉；有专门规定准许的，在 commitment_basis 写出是哪一条。"
    yield Complaint(what, mend, "item.commitment_domain", ("risk_domains",))

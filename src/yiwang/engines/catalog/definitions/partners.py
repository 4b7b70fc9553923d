"""Which halls elsewhere receive for this city, and for whom of them ours receive: ``partners/<body>.yaml``.

Cross-region acceptance (跨省通办、跨城通办): the partner's hall receives in presence, the body here decides as ever
(``items``); or our hall receives, and the partner's body decides (``entrusts``).
The file's name is the id of the partner's body in ``organisations.yaml``, whose posts are the partner's clerks.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.loader import Complaint, Definition, Mistake, Part, Ref, Status, World

from .common import LegalBasis, Sentence
from .entrusted import check_entrusts
from .items import Item
from .telling import Tells, check_tells

PLACE: Final = "partner_city"
"""The receiving place of items that halls elsewhere may receive."""

MODES: Final = {"online": "全程网办", "remote_intake": "异地代收代办", "joint": "两地联办"}
"""How the two places share the work, in the words that guides on 跨省通办 use."""

MEANINGS: Final = {
    "online": "合作大厅帮申请人在网上填报，材料不离开申请人，由办理机关在网上审批。",
    "remote_intake": "合作大厅核对身份、收下材料转给办理机关，由办理机关审批；合作大厅不审批。",
    "joint": "合作大厅收件并核对材料，办理机关审批；要两地核实的由两地各自核实。",
}
"""What each way means for whoever stands at the counter."""

SCOPES: Final = {"province": "跨省通办", "city": "跨市通办", "county": "跨县通办"}

ORIGINALS: Final = {
    "none": "不收原件：核对后当场还给申请人。",
    "slip": "原件凭双方签收的交接单移交给办理机关。",
    "post": "原件邮寄给办理机关，交接单上写邮寄单号。",
}

MAY_HOLD: Final = "case.act.hand_out"
"""The one act on cases that a post of a partner may be allowed: giving out what was decided here."""


class AgreedItem(Part):
    """One item that the partner's hall receives, how the work is shared and how originals travel."""

    item: Annotated[str, Ref("item")]
    mode: Literal["online", "remote_intake", "joint"]
    originals: Literal["none", "slip", "post"] = "none"


class Partner(Definition):
    """合作大厅: a hall of another place that receives for the bodies of this one.

    Attributes:
        title: what it is called here.
        region: where it is, in words.
        scope: across which border.
        agreement: what was agreed, with the text's version.
        valid_from, valid_until: first and last day; None while no end is known.
        items: what it receives for us.
        results: how what is decided reaches the applicant, as ``handout`` of the items names it.
        entrusts: what our halls receive for it; each item says ``elsewhere``.
        system: the external system by which it gets what we receive, and answers.
        tells: how it is told of what its own system handed in to us; None: it asks.
    """

    title: Sentence
    region: Sentence
    scope: Literal["province", "city", "county"]
    agreement: LegalBasis
    valid_from: date
    valid_until: date | None = None
    items: tuple[AgreedItem, ...] = ()
    results: tuple[Literal["online", "mail"], ...] = Field(min_length=1)
    entrusts: tuple[AgreedItem, ...] = ()
    system: Annotated[str, Ref("external_system")] | None = None
    tells: Tells | None = None
    status: Status

    @model_validator(mode="after")
    def _something(self) -> "Partner":
        if not self.items and not self.entrusts:
            raise Mistake("协议里一个事项也没有。", "对方替我们收的写在 items，我们替对方收的写在 entrusts。")
        return self

    def holds(self, day: date) -> bool:
        """Whether the agreement is in force on this day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def agreed(self, item: str, day: date) -> AgreedItem | None:
        """What was agreed on an item, if it holds on this day."""
        return next((one for one in self.items if one.item == item), None) if self.holds(day) else None

    def entrusted(self, item: str, day: date) -> AgreedItem | None:
        """What was agreed on an item of the partner's that we receive, if it holds on this day."""
        return next((one for one in self.entrusts if one.item == item), None) if self.holds(day) else None


def check_partner(partner: Partner, world: World) -> Iterator[Complaint]:
    """A body of its own whose posts never decide, days in order, items that may be received elsewhere."""
    yield from _check_agreement(partner)
    yield from _check_body(partner, world)
    for place, agreed in enumerate(partner.items):
        item = world.find("item", agreed.item)
        if item is not None:
            yield from _check_item(partner, item, place)
    yield from check_entrusts(partner, world)
    yield from check_tells(partner, world)
    names = [one.item for one in (*partner.items, *partner.entrusts)]
    for name in sorted({name for name in names if names.count(name) > 1}):
        what = f"“{partner.title}”把事项“{name}”写了两次。"
        yield Complaint(what, "留下一条。", "partner.twice", ("items",))


def _check_agreement(partner: Partner) -> Iterator[Complaint]:
    if partner.valid_until and partner.valid_until < partner.valid_from:
        what = f"与“{partner.title}”的协议在开始（{partner.valid_from}）之前就结束（{partner.valid_until}）。"
        yield Complaint(what, "改正起止日期。", "partner.days", ("valid_until",))
    if partner.status is Status.PUBLISHED and not partner.agreement.checked_on:
        what = f"与“{partner.title}”的协议标为“已公布”，却没有写哪一天核对过。"
        mend = "在 agreement 写上 checked_on；没有核对过就改为 compiled。"
        yield Complaint(what, mend, "partner.unchecked", ("status",))


def _check_body(partner: Partner, world: World) -> Iterator[Complaint]:
    tree = OrganisationTree.of(world)
    body = tree.bodies.get(partner.id)
    if body is None:
        what = f"没有“{partner.id}”这个单位，合作大厅的人没有岗位可戴。"
        yield Complaint(what, "在 organisations.yaml 写出它；文件名写它的编号。", "partner.body")
        return
    if body.function in tree.receiving.values():
        what = f"合作大厅“{partner.title}”的职能“{body.function}”是本地收件地点，它会收到协议以外的事项。"
        yield Complaint(what, "在 functions 里给合作大厅一个自己的职能。", "partner.function")
    for title in _deciding_posts(partner, tree, world):
        what = f"合作大厅“{partner.title}”的岗位“{title}”能在办件上作出决定或审查。"
        yield Complaint(what, "合作大厅只收件：换成只收件的角色。", "partner.decides")


def _deciding_posts(partner: Partner, tree: OrganisationTree, world: World) -> Iterator[str]:
    roles = world.all("role")
    for post in tree.posts.values():
        if tree.units[post.unit].body == partner.id:
            words = {word for role in post.roles if role in roles for word in roles[role].may}
            if any(word.startswith("case.act.") and word != MAY_HOLD for word in words):
                yield post.title


def _check_item(partner: Partner, item: Item, place: int) -> Iterator[Complaint]:
    where = ("items", place)
    if PLACE not in {receipt.place for receipt in item.receive}:
        what = f"“{partner.title}”收“{item.title}”，但这个事项的收件地点没有合作城市。"
        mend = "在事项的 receive 里写上 place: partner_city（改下面的包用 adapt）。"
        yield Complaint(what, mend, "partner.receive", where)
    if not set(partner.results) & {receipt.place for receipt in item.handout}:
        what = f"“{item.title}”的结果不能按“{partner.title}”写的方式送到申请人手里。"
        yield Complaint(what, "改 results，或在事项的 handout 里写上邮寄或网上。", "partner.results", where)

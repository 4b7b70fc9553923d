"""What a pack says about people: rare characters of names; the rules of staff accounts; demo persons and accounts.

Every demo one is labelled and made only on a demo site.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.kernel.names import private_in
from yiwang.loader import Complaint, Definition, Kind, Part, Ref, Sourced, Status, World

CODE_POINT = r"U\+[0-9A-F]{4,6}"


class Character(Definition):
    """字: a code point of old systems with the character it stands for, or a variant with the one it is found by.

    Attributes:
        to: the character, as ``U+4DAE``.
        kind: ``private``: names come in with it and go on with the standard character. ``variant``: both stay as
            they are written, and each is found by the other.
        source: where it is written.
    """

    to: Annotated[str, Field(pattern=CODE_POINT)]
    kind: Literal["private", "variant"]
    source: str
    status: Status

    @property
    def pair(self) -> tuple[str, str]:
        """The two characters themselves."""
        return sign_of(self.id), sign_of(self.to)


def sign_of(code_point: str) -> str:
    """The character at a code point written as ``U+4DAE``."""
    return chr(int(code_point[2:], 16))


def _check_character(row: Character, world: World) -> Iterator[Complaint]:
    held, stands_for = row.pair
    if bool(private_in(held)) != (row.kind == "private"):
        mend = "专用区（U+E000—U+F8FF 等）的写 private，标准字之间的写 variant。"
        yield Complaint(f"“{row.id}”和 kind 不符。", mend, "character.kind", ("kind",))
    if private_in(stands_for):
        yield Complaint(f"“{row.to}”不是标准字。", "写标准字的码位。", "character.to", ("to",))


CHARACTER = Kind(
    "character", "characters.csv", Character, many=True, check=_check_character, live=True, order=15, word="生僻字",
    id_pattern=CODE_POINT,
)  # fmt: skip
"""生僻字."""


class Represents(Part):
    """An organisation that a demo person may act for."""

    organisation: Annotated[str, Ref("demo_person")]
    capacity: Literal["legal_representative", "operator", "agent"]


class DemoPerson(Definition):
    """演示当事人: a person or an organisation that does not exist; ``story`` says what to try with it."""

    kind: Literal["person", "organisation"] = "person"
    name: str
    id_kind: str
    id_number: str
    phone: str = ""
    birth: date | None = None
    represents: tuple[Represents, ...] = ()
    story: str = ""
    signs_in: bool = True


class DemoAccount(Definition):
    """演示账号: a staff account that holds posts on a demo site."""

    name: str
    posts: tuple[str, ...]
    story: str = ""


def _check_posts(account: DemoAccount, world: World) -> Iterator[Complaint]:
    known = OrganisationTree.of(world).posts
    for place, post in enumerate(account.posts):
        if post not in known:
            mend = "写“单元编号-岗位”，岗位见 organisations.yaml。"
            yield Complaint(f"演示账号的岗位“{post}”不存在。", mend, "demo_account.post", ("posts", place))


ADMINISTRATORS = frozenset({"admin.system", "admin.security", "admin.audit"})
"""System, security and audit administration: three persons, never one (GB/T 22239, 三员分立)."""

STAFF = "staff"
"""Id of the rules that hold for the accounts of staff."""


class AccountLimit(Sourced):
    """A number with its unit, source and status."""

    value: int = Field(ge=1)
    unit: str


class ImportLimits(Part):
    """How much one file of accounts may hold."""

    rows: AccountLimit
    kilobytes: AccountLimit


class ReviewRules(Part):
    """账号年度核对.

    Attributes:
        days: calendar days from the start to the day after which what nobody confirmed is suspended.
        remind_days: how many days before that day whoever has not finished is reminded.
    """

    days: AccountLimit
    remind_days: AccountLimit


class EmergencyRules(Part):
    """应急查看 (break-glass).

    Attributes:
        minutes: how long it lasts.
        may: what the hat may do, in permission words; never an administrator's.
        reason_length: signs a reason has at least.
    """

    minutes: AccountLimit
    may: tuple[str, ...] = Field(min_length=1)
    reason_length: AccountLimit


class AccountRules(Definition):
    """账号规则.

    Attributes:
        invitation_hours: how long an invitation to a new account may be taken up.
    """

    title: str
    invitation_hours: AccountLimit
    import_limits: ImportLimits
    review: ReviewRules
    emergency: EmergencyRules


def _check_rules(rules: AccountRules, _world: World) -> Iterator[Complaint]:
    for word in sorted(ADMINISTRATORS & set(rules.emergency.may)):
        what = f"应急查看带有管理员的权限“{word}”。"
        yield Complaint(what, "从 emergency.may 里删去。", "account_rules.may", ("emergency", "may"))
    if rules.review.remind_days.value >= rules.review.days.value:
        what = "核对还没有开始就要提醒。"
        yield Complaint(what, "让 remind_days 小于 days。", "account_rules.remind", ("review", "remind_days"))


ACCOUNT_RULES = Kind(
    "account_rules", "accounts/*.yaml", AccountRules, check=_check_rules, live=True, order=50, word="账号规则"
)
"""账号规则."""

DEMO_PERSON = Kind(
    "demo_person",
    ("demo/people.yaml", "demo/people/*.yaml"),
    DemoPerson,
    many=True,
    live=True,
    order=900,
    word="演示当事人",
)
"""演示当事人."""

DEMO_ACCOUNT = Kind(
    "demo_account",
    "demo/accounts.yaml",
    DemoAccount,
    many=True,
    check=_check_posts,
    live=True,
    order=910,
    word="演示账号",
)
"""演示账号."""

"""Demo persons and accounts a pack may bring; every one is labelled and made only on a demo site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.loader import Complaint, Definition, Kind, Part, Ref, World, once_per_world

_organisations = once_per_world(OrganisationTree.of)


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
    known = _organisations(world).posts
    for place, post in enumerate(account.posts):
        if post not in known:
            mend = "写“单元编号-岗位”，岗位见 organisations.yaml。"
            yield Complaint(f"演示账号的岗位“{post}”不存在。", mend, "demo_account.post", ("posts", place))


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

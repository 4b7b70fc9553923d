"""What a pack writes about demo disputes: who asks for mediation, when, and what happened to it since."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field

from yiwang.loader import Complaint, Definition, Kind, Part, Ref, World

from .stories import TIME

SIGNS = ("sign_own", "sign_other", "sign_mediator")
"""Steps that are signatures under the agreement: the applicant's, the other side's, the mediator's."""


class DisputeStep(Part):
    """One act.

    Attributes:
        after: minutes after the request.
        act, data: an act of the case type with what it asks for; or one of ``SIGNS``, with ``name`` of who signs.
        by: a demo account, or ``applicant``.
        until: the state to wait for, where something follows by itself.
    """

    after: int = Field(ge=0)
    act: str
    by: str = "applicant"
    data: dict[str, Any] = Field(default_factory=dict)
    until: str = ""


class DemoDispute(Definition):
    """演示纠纷: one request for mediation of a demo person, told until today; made on demo sites only.

    Attributes:
        days_ago, at: when it was asked for.
        type, language: ids of the rules of mediation.
        place: code of the place; ``spot``: where exactly.
        other, phone: the other side.
        chosen: the post of the mediator that was chosen.
        state: the state it stands in at the end, so that a test can tell a broken story.
    """

    title: str
    applicant: Annotated[str, Ref("demo_person")]
    days_ago: int = Field(ge=1)
    at: str = Field(pattern=TIME)
    type: str
    language: str
    words: str
    place: Annotated[str, Ref("division")]
    spot: str = ""
    other: str
    phone: str = ""
    chosen: str = ""
    steps: tuple[DisputeStep, ...] = ()
    state: str = ""


def _check(dispute: DemoDispute, world: World) -> Iterator[Complaint]:
    accounts = world.all("demo_account")
    for place, step in enumerate(dispute.steps):
        if step.by != "applicant" and step.by not in accounts:
            what, mend = f"没有演示账号“{step.by}”。", "写 demo/accounts.yaml 里的账号，或写 applicant。"
            yield Complaint(what, mend, "demo_dispute.by", ("steps", place, "by"))


DEMO_DISPUTE = Kind(
    "demo_dispute",
    "demo/disputes.yaml",
    DemoDispute,
    many=True,
    check=_check,
    live=True,
    order=921,
    word="演示纠纷",
)
"""演示纠纷."""

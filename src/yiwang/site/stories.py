"""What a pack writes about demo stories: who applies for what, when, and what happened to it since."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field, model_validator

from yiwang.loader import Complaint, Definition, Kind, Part, Ref, World

TIME = r"^([01]\d|2[0-3]):[0-5]\d$"


class StoryStep(Part):
    """One act in the life of the cases.

    Attributes:
        day, at: how many working days after the application, and at what time.
        cases: on which items (``theme`` for the whole), one after the other.
        act, data: the act of the case type, and what it asks for.
        by: ``applicant``, or a demo account; the hat that may do it is put on.
        until: the state to wait for, where something is made outside the cases (a licence).
    """

    day: int = 0
    at: str = Field(pattern=TIME)
    cases: tuple[str, ...] = Field(min_length=1)
    act: str
    by: str = "applicant"
    data: dict[str, Any] = Field(default_factory=dict)
    until: str = ""

    @model_validator(mode="before")
    @classmethod
    def _one_case(cls, written: Any) -> Any:
        """``case: a`` is short for ``cases: [a]``."""
        if isinstance(written, dict) and "case" in written:
            return {**{k: v for k, v in written.items() if k != "case"}, "cases": [written["case"]]}
        return written


class DemoStory(Definition):
    """演示故事: one application of a demo person, told until today; made on demo sites only.

    Attributes:
        applicant: the demo person; one story for each person and target.
        persona: whose answers and values are typed; ``answers`` and ``typed`` go over them.
        theme, item: what is applied for; one of them.
        working_days_ago, at: when the application was handed in (or left unsigned).
        signers: other demo people who sign; if one is missing, the application waits.
        commits: materials (``party.type``) for which the applicant commits in writing.
        on_paper: the applicant did not agree to electronic service; papers go by letter or visit.
        steps: what happened since.
        states: item (or ``theme``) → the state it stands in, so that a test can tell a broken story.
    """

    title: str
    applicant: Annotated[str, Ref("demo_person")]
    persona: Annotated[str, Ref("persona")] | None = None
    theme: Annotated[str, Ref("theme")] | None = None
    item: Annotated[str, Ref("item")] | None = None
    working_days_ago: int = Field(ge=0)
    at: str = Field(pattern=TIME)
    answers: dict[str, str] = Field(default_factory=dict)
    typed: dict[str, str] = Field(default_factory=dict)
    signers: tuple[Annotated[str, Ref("demo_person")], ...] = ()
    commits: tuple[str, ...] = ()
    on_paper: bool = False
    steps: tuple[StoryStep, ...] = ()
    states: dict[str, str] = Field(default_factory=dict)

    @property
    def target(self) -> str:
        """As drafts name it."""
        return f"theme:{self.theme}" if self.theme else f"item:{self.item}"


def _check_story(story: DemoStory, world: World) -> Iterator[Complaint]:
    if (story.theme is None) == (story.item is None):
        yield Complaint("演示故事要写 theme 或 item，且只写一种。", "保留其中一个。", "demo_story.target")
    accounts = world.all("demo_account")
    for place, step in enumerate(story.steps):
        if step.by != "applicant" and step.by not in accounts:
            what, mend = f"没有演示账号“{step.by}”。", "写 demo/accounts.yaml 里的账号，或写 applicant。"
            yield Complaint(what, mend, "demo_story.by", ("steps", place, "by"))
    twins = [key for key, one in world.all("demo_story").items() if _same(one, story)]
    if twins and twins[0] != story.id:
        what = f"与演示故事“{twins[0]}”的申请人和事项相同。"
        yield Complaint(what, "换一位申请人。", "demo_story.twice", ("applicant",))


def _same(one: Any, other: DemoStory) -> bool:
    return (one.applicant, one.target) == (other.applicant, other.target)


DEMO_STORY = Kind(
    "demo_story",
    ("demo/stories.yaml", "demo/stories/*.yaml"),
    DemoStory,
    many=True,
    check=_check_story,
    live=True,
    order=920,
    word="演示故事",
)
"""演示故事."""

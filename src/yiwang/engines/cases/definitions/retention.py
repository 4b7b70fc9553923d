"""保管期限: when closed cases of a type are archived, and how long they are kept. ``retention/<file>.yaml``."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from yiwang.loader import Complaint, Definition, Kind, Ref, Sourced, World


class Span(Sourced):
    """So many days or years, with where it is written."""

    value: int = Field(ge=0)


class Retention(Definition):
    """One case type's rule.

    Attributes:
        case_type: the type of the matter's root; what hangs below goes with it.
        archive_after: days from the closing until it is archived: read-only, and out of the lists of work.
        keep: years from the closing for which it is kept; None for ever.
        keep_files: years from the closing for which its files are kept, where that is shorter; they go by themselves
            then, and everything else stays.
        when_over: the ground on which the worker erases it by itself once the years are over; empty: it is shown to
            those who keep the archive, one of them asks and another confirms.
    """

    case_type: Annotated[str, Ref("case_type")]
    archive_after: Span
    keep: Span | None = None
    keep_files: Span | None = None
    when_over: Annotated[str | None, Ref("erasure_ground")] = None
    note: str = ""


def retention_complaints(held: Retention, world: World) -> Iterator[Complaint]:
    """One rule for each type; what is called published was compared with its text."""
    others = [one.id for one in world.all("retention").values() if one.case_type == held.case_type]
    if others[0] != held.id:
        what = f"办件类型“{held.case_type}”的保管期限写了两次（另一处是“{others[0]}”）。"
        yield Complaint(what, "只留一处。", "retention.twice", ("case_type",))
    if held.when_over and held.keep is None:
        what = f"“{held.id}”永久保管，却写了期满以后的依据 when_over。"
        yield Complaint(what, "删去 when_over，或者写上 keep。", "retention.never_over", ("when_over",))
    for name in ("archive_after", "keep", "keep_files"):
        span: Span | None = getattr(held, name)
        if span and span.is_unchecked:
            what = f"“{held.id}”的 {name} 标为“已公布”，却没有写核对过哪个文本。"
            mend = "写上 text_version 和 checked_on；没有核对过就改为 compiled。"
            yield Complaint(what, mend, "retention.unchecked", (name,))


RETENTION = Kind(
    "retention", "retention/*.yaml", Retention, many=True, check=retention_complaints, live=True, order=46,
    word="保管期限",
)  # fmt: skip

"""What a pack says about a place where people are served: ``halls/<body>.yaml``. The file's name is the body's id.

A town's service centre, a county's hall and a village's station are the same thing in different sizes.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.loader import Complaint, Definition, Kind, Part, Ref, Sourced, World


class LinePart(Part):
    """A queue of its own.

    Attributes:
        title: what people call it.
        prefix: letter before the numbers of its tickets.
        minutes: how long one customer takes as a rule; only waiting times that are told are computed from it.
    """

    title: str
    prefix: str = Field(pattern=r"^[A-Z]{1,2}$")
    minutes: int = Field(ge=1, le=240)


class CounterPart(Part):
    """A counter, and which lines it serves."""

    title: str
    lines: tuple[str, ...] = Field(min_length=1)


class AppointmentPart(Part):
    """How many may book each half hour of each line, how many days ahead, how late one may come."""

    per_half_hour: int = Field(ge=1, le=99)
    days_ahead: int = Field(ge=1, le=60)
    grace_minutes: int = Field(default=15, ge=0, le=120)


class Hall(Definition, Sourced):
    """大厅: lines, counters and appointments of one body; open in the duty hours of its calendar."""

    calendar: Annotated[str, Ref("calendar")] = ""
    lines: dict[str, LinePart] = Field(min_length=1)
    counters: dict[str, CounterPart] = Field(min_length=1)
    appointments: AppointmentPart | None = None


def hall_complaints(hall: Hall, world: World) -> Iterator[Complaint]:
    """What is wrong with a hall: an unknown body, counters of lines that are none, one prefix twice."""
    if hall.id not in OrganisationTree.of(world).bodies:
        yield Complaint(f"没有“{hall.id}”这个单位。", "文件名写大厅所属单位的编号。", "hall.body")
    for key, counter in hall.counters.items():
        for line in (line for line in counter.lines if line not in hall.lines):
            what = f"窗口“{counter.title}”办理的“{line}”没有定义。"
            yield Complaint(what, "在 lines 下写出它。", "hall.line", ("counters", key, "lines"))
    served = {line for counter in hall.counters.values() for line in counter.lines}
    for line in (line for line in hall.lines if line not in served):
        what = f"没有窗口办理“{hall.lines[line].title}”，取了号也没有人叫。"
        yield Complaint(what, "在 counters 里写上它。", "hall.unserved", ("lines", line))
    prefixes = [line.prefix for line in hall.lines.values()]
    if len(set(prefixes)) < len(prefixes):
        yield Complaint("两类业务的号码用了同一个字母。", "各用一个 prefix。", "hall.prefix", ("lines",))


HALL = Kind("hall", "halls/*.yaml", Hall, check=hall_complaints, live=True, order=60, word="大厅")
"""大厅."""

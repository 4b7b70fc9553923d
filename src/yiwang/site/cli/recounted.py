"""What ``yiwang cases recount`` says: every clock that moves, those that keep their end, and how many there were."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from yiwang.engines.cases.public import ClockMoved, Recounted


def recounted_json(done: "Recounted") -> str:
    """The whole report."""
    return json.dumps(asdict(done), ensure_ascii=False, indent=2, default=str)


def recounted_text(done: "Recounted") -> str:
    """A line a clock, then the sum."""
    did = "已重算" if done.applied else "要重算（试算，没有改动）"
    lines = [*_lines("●", done.moved), *_lines("■ 到期已过，不改：", done.kept)]
    kept = f"保持不变 {len(done.kept)} 个，失败 {len(done.failed)} 件。"
    lines.append(f"看了 {done.matters} 件：{did} {len(done.moved)} 个期限，{kept}")
    if done.moved and not done.applied:
        lines.append("看过没有问题，加 --apply 再运行一次。")
    return "\n".join(lines)


def _lines(sign: str, moved: "list[ClockMoved]") -> Iterator[str]:
    for one in moved:
        yield f"{sign} {one.number} {one.label}：{_moment(one.old)} → {_moment(one.new)}"


def _moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else "—"

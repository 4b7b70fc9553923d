"""What is due today and what is overdue, who has it and since when: for a head, on a phone, at eight in the morning."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yiwang.engines.cases.public import step_words, task_list
from yiwang.nets.collaboration.desk.domain.days import day_end
from yiwang.nets.collaboration.desk.domain.lines import task_lines
from yiwang.web.requests import ActedRequest

from .gate import staff_only
from .naming import task_words

MOST = 50
"""More nobody deals with in a day; the rest stands in the inbox, and is not counted here."""


@require_GET
@staff_only
def today(request: ActedRequest) -> HttpResponse:
    """The hat's units' tasks due by the end of the day, the most urgent first: one query of the tasks."""
    now = timezone.now()
    rows = task_list(request.actor, now, due_before=day_end(now), limit=MOST + 1)
    rows, more = rows[:MOST], len(rows) > MOST
    lines = task_lines(rows, task_words(request.actor, rows, step_words(now)), now)
    overdue = [line for line, row in zip(lines, rows, strict=True) if row.due_at and row.due_at < now]
    context = {"lines": lines, "overdue": overdue, "due": lines[len(overdue) :], "now": now, "more": more}
    return render(request, "desk/today.html", context)

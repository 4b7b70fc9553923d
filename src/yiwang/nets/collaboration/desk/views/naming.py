"""What the ids in rows of tasks are called; nothing is asked of the database about what does not occur."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol
from uuid import UUID

from yiwang.engines.cases.public import TaskRow
from yiwang.foundations.organisations.public import post_labels, unit_names
from yiwang.foundations.people.public import account_names, party_names
from yiwang.kernel.actor import Actor
from yiwang.nets.collaboration.desk.domain.lines import Words


class Held(Protocol):
    """A task: who has it."""

    @property
    def account_id(self) -> UUID | None:
        """The person who has it."""
        ...

    @property
    def post_id(self) -> str | None:
        """The post that has it."""
        ...


def task_words(actor: Actor, rows: Sequence[TaskRow], steps: Mapping[str, str]) -> Words:
    """The words of a list of tasks: units, applicants and holders, in a query each at most."""
    names = party_names(actor, {row.party_id for row in rows if row.party_id})
    people = {row.case_id: names.get(row.party_id, "") for row in rows if row.party_id}
    units = unit_names({row.unit_id for row in rows}) if rows else {}
    return replace(holder_words(rows), steps=steps, units=units, people=people)


def holder_words(rows: Iterable[Held]) -> Words:
    """Only who has them, in a query each for persons and posts."""
    held = list(rows)
    accounts = {row.account_id for row in held if row.account_id}
    posts = {row.post_id for row in held if row.post_id and not row.account_id}
    return Words(
        accounts=account_names(accounts) if accounts else {}, posts=post_labels(posts) if posts else {}
    )

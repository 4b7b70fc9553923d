"""Tells one story: the application, then everything that happened to it, each act by the hat that may do it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yiwang.engines.cases.public import CaseNotFound, case_acts_for, case_move, cases_visible_to
from yiwang.foundations.calendars.public import calendar_current
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.people.public import Account, hats_of
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.loader import World
from yiwang.site.stories import DemoStory, StoryStep

from .applying import StoryBroken, apply, person_actor, told_already
from .times import StoryTime

WORKER = system_actor("demo")
ROOT = "theme"
"""How a story calls the whole matter."""
PATIENCE = 400
"""Messages delivered at most while a story waits for something to be made."""


@transaction.atomic
def story_tell(world: World, story: DemoStory, now: datetime) -> bool:
    """Tell a story from its beginning to today, whole or not at all; False if it has been told already.

    Args:
        world: the pack in force.
        story: what to tell.
        now: the present; everything lies before it, except what has to be made on the way.

    Raises:
        StoryBroken: the definitions have changed under the story; the sentence says where it stopped.
    """
    actor = person_actor(world, story.applicant)
    if told_already(story, actor):
        return False
    time = StoryTime(calendar_current(), now, story.working_days_ago, story.at)
    matter = apply(world, story, actor, time.opened)
    if matter is not None:
        _live(story, matter, actor, time)
    return True


def _live(story: DemoStory, matter: UUID, actor: Actor, time: StoryTime) -> None:
    for step in story.steps:
        for case in step.cases:
            _do(story, step, _case(matter, case), actor, time)


def story_states(matter: UUID) -> dict[str, str]:
    """Item (or ``theme``) → state, of a told story."""
    with as_actor(WORKER):
        cases = list(cases_visible_to(WORKER).filter(root_id=matter))
    alone = len(cases) == 1
    return {ROOT if case.parent_id is None and not alone else case.subject: case.state for case in cases}


def _case(matter: UUID, name: str) -> UUID:
    with as_actor(WORKER):
        cases = cases_visible_to(WORKER).filter(root_id=matter)
        found = cases.filter(id=matter) if name == ROOT else cases.filter(subject=name)
        case_id = found.values_list("id", flat=True).first()
    if case_id is None:
        raise StoryBroken(f"这件事里没有事项“{name}”的办件。")
    return case_id


def _do(story: DemoStory, step: StoryStep, case: UUID, applicant: Actor, time: StoryTime) -> None:
    now = time.at(step.day, step.at)
    hats = [applicant] if step.by == "applicant" else hats_named(step.by)
    actor = who_may(hats, case, step.act, now)
    if actor is None:
        raise StoryBroken(f"“{story.title}”：{step.by} 现在不能“{step.act}”（{now:%m-%d %H:%M}）。")
    with as_actor(actor):
        case_move(actor=actor, case_id=case, act=step.act, data=dict(step.data), now=now)
    if step.until:
        wait_for(story.title, case, step.until)
        time.caught_up(timezone.now())


def hats_named(username: str) -> Sequence[Actor]:
    """The hats of a demo account."""
    with as_actor(WORKER):
        return [choice.actor for choice in hats_of(Account.objects.get(username=username))]


def who_may(hats: Sequence[Actor], case: UUID, act: str, now: datetime) -> Actor | None:
    """The first hat under which the act can be done now."""
    return next((hat for hat in hats if _may(hat, case, act, now)), None)


def _may(hat: Actor, case: UUID, act: str, now: datetime) -> bool:
    with as_actor(hat):
        try:
            return any(one.id == act and one.available for one in case_acts_for(hat, case, now))
        except CaseNotFound:
            return False


def wait_for(title: str, case: UUID, state: str) -> None:
    """Deliver messages until the case stands in a state: what a worker would do meanwhile."""
    for _ in range(PATIENCE):
        with as_actor(WORKER):
            if cases_visible_to(WORKER).filter(id=case, state=state).exists():
                return
        if not outbox_drain(1):
            break
    raise StoryBroken(f"“{title}”：办件没有走到“{state}”。")

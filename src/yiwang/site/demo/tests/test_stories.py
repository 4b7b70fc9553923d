"""The demo city's stories are told as the pack writes them, once."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from yiwang.adapters.person_check.stand_in import DemoPersonCheck
from yiwang.engines.applications.public import drafts_visible_to, submissions_visible_to
from yiwang.engines.cases.public import acts_done, cases_visible_to, task_list
from yiwang.engines.licences.public import licences_visible_to
from yiwang.engines.person_checks.services import providers
from yiwang.foundations.people.public import Account, hats_of
from yiwang.foundations.releases.public import forget_current, release_apply
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.lights import Light
from yiwang.loader import load
from yiwang.site.demo import seed
from yiwang.site.demo.applying import person_actor
from yiwang.site.demo.disputing import dispute_tell
from yiwang.site.demo.telling import story_states
from yiwang.site.disputes import DEMO_DISPUTE
from yiwang.site.kinds import KINDS
from yiwang.site.stories import DEMO_STORY

PACK = Path(__file__).parents[5] / "packs" / "zhaoqing"
ZONE = timezone(timedelta(hours=8))


@pytest.fixture(scope="module")
def world():
    return load(PACK, KINDS).world


@pytest.fixture
def city(db, world, tmp_path, settings, monkeypatch):
    settings.YIWANG_DATA, settings.YIWANG_DEMO = tmp_path / "data", True
    monkeypatch.setattr(providers, "_providers", [DemoPersonCheck()])  # as on every demo site
    release_apply(world)
    yield world
    forget_current()


def frogs_took():
    """How long the frogs of the sources took: to the first call, and to the agreement under seal."""
    with as_actor(worker := system_actor("tests")):
        case = cases_visible_to(worker).get(type="mediation", title__contains="损害赔偿")
        done = acts_done([case.id], ("contacted", "take_effect"))
    return [one.at - case.opened_at for one in done]


def at_desk(username):
    with as_actor(system_actor("tests")):
        return [choice.actor for choice in hats_of(Account.objects.get(username=username))]


def test_every_story_stands_where_the_pack_says_and_is_told_once(city):
    now = datetime.now(ZONE)
    told = list(seed(city, now=now))
    assert len(told) == 1 + len(city.all(DEMO_STORY)) + len(city.all(DEMO_DISPUTE))
    for dispute in city.all(DEMO_DISPUTE).values():
        with as_actor(actor := person_actor(city, dispute.applicant)):
            found = cases_visible_to(actor).get(type="mediation")
            assert found.state == dispute.state, dispute.id
        assert not dispute_tell(city, dispute, now)
    called, settled = frogs_took()
    assert called < timedelta(minutes=5) and settled < timedelta(hours=48)
    for story in city.all(DEMO_STORY).values():
        actor = person_actor(city, story.applicant)
        with as_actor(actor):
            made = submissions_visible_to(actor).filter(target=story.theme or story.item)
            matters = list(made.values_list("matter_id", flat=True))
        if story.states:
            (matter,) = matters
            states = story_states(matter)
            assert {key: states.get(key) for key in story.states} == dict(story.states), story.id
        else:
            assert matters == [], story.id
    first = _everything(city)
    list(seed(city, now=now))
    assert _everything(city) == first
    _newcomer_starts_clean(city)
    _desks_show_every_light(now)
    _finished_has_a_wallet(city)


def _everything(city):
    actors = {story.applicant: person_actor(city, story.applicant) for story in city.all(DEMO_STORY).values()}
    counts = {}
    for key, actor in actors.items():
        with as_actor(actor):
            counts[key] = drafts_visible_to(actor).count()
    return counts


def _newcomer_starts_clean(city):
    actor = person_actor(city, "li_barber")
    with as_actor(actor):
        assert not drafts_visible_to(actor).exists() and not licences_visible_to(actor).exists()


def _desks_show_every_light(now):
    lights = set()
    for username in ("dz-market", "dz-health", "dz-police", "dz-urban", "dq-health", "dq-urban", "dq-market"):
        for hat in at_desk(username):
            with as_actor(hat):
                lights |= {row.light(now) for row in task_list(hat, now)}
    assert {Light.ON_TRACK, Light.DUE_SOON, Light.OVERDUE} <= lights


def _finished_has_a_wallet(city):
    actor = person_actor(city, "he_barber")
    with as_actor(actor):
        assert licences_visible_to(actor).count() >= 3

"""Standing in: who may arrange it, what the substitute is then, when it ends; and what a county's supervisor sees."""

from datetime import timedelta

import pytest

from yiwang.foundations.organisations.definitions import Role
from yiwang.foundations.organisations.tests import factories as small
from yiwang.foundations.people.models import Appointment
from yiwang.foundations.people.public import (
    AppointmentRefused,
    actor_of,
    colleagues,
    hats_of,
    holders_of,
    substitute_appoint,
    substitute_end,
    substitutes_in,
)
from yiwang.foundations.scope.public import as_actor
from yiwang.loader import PackInfo, World

from .factories import NOW, apply_city, staff

pytestmark = pytest.mark.django_db
OFFICER, CLERK = "441202-health-approval-officer", "441202-health-window-clerk"
LATER, END = NOW + timedelta(days=1), NOW + timedelta(days=3)
HEAD = {"label": "负责人", "may": ["case.read", "case.act.examine", "post.substitute"], "sees": "body"}
COUNTY = {"label": "县监督", "may": ["case.supervise"], "sees": "division"}


@pytest.fixture
def people(db):
    """An officer, a clerk and a head of one bureau; a county's supervisor; somebody of another county."""
    roles = {**small.ROLES, "boss": HEAD, "county": COUNTY}
    posts = [
        *small.SHAPE["posts"],
        {"id": "boss", "title": "局长", "roles": ["boss"]},
        {"id": "county", "title": "县监督", "roles": ["county"]},
    ]
    shapes = {"bureau": {**small.SHAPE, "posts": posts}, "office": small.OFFICE}
    definitions = {
        "division": small.divisions(),
        "role": {key: Role(id=key, **body) for key, body in roles.items()},
        "organisations": {"organisations": small.organisations(shapes=shapes)},
    }
    apply_city(World(PackInfo("small", "1", "小城"), definitions))
    return {
        "ann": staff("ann", OFFICER, name="安"),
        "ben": staff("ben", CLERK, name="本"),
        "boss": staff("boss", "441202-health-boss", name="头"),
        "far": staff("far", "441284-health-approval-officer", name="远"),
        "sec": staff("sec", "office-sec", name="管"),
        "county": staff("county", "441202-health-county", name="县"),
    }


def arrange(people, by, who, post=OFFICER, whom="ann", since=LATER, until=END):
    """One standing in, arranged by somebody under their first hat."""
    actor = actor_of(people[by], now=NOW)
    with as_actor(actor):
        return substitute_appoint(
            actor, post_id=post, stands_for=people[whom].pk, account_id=people[who].pk, since=since,
            until=until, now=NOW,
        )  # fmt: skip


def test_the_substitute_wears_the_post_from_the_day_to_the_day_and_says_for_whom(people):
    arrange(people, "boss", "ben")
    assert [len(hats_of(people["ben"], at)) for at in (NOW, LATER, END)] == [1, 2, 1]
    hat = actor_of(people["ben"], f"post:{OFFICER}", LATER)
    assert hat.stands_for == people["ann"].pk and hat.hat_label.endswith("（代理）")
    assert actor_of(people["ann"], now=LATER).stands_for is None


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"by": "ann", "who": "ben"}, "您不能安排"),
        ({"by": "boss", "who": "ben", "post": CLERK, "whom": "ben"}, "您不能安排"),
        ({"by": "boss", "who": "ben", "post": "441284-health-approval-officer", "whom": "far"}, "您不能安排"),
        ({"by": "sec", "who": "ben", "post": "office-sec", "whom": "sec"}, "您不能安排"),
        ({"by": "boss", "who": "far"}, "本单位在任的人"),
        ({"by": "boss", "who": "ann"}, "已经任这个岗位"),
        ({"by": "boss", "who": "ben", "whom": "ben"}, "现在不任这个岗位"),
        ({"by": "boss", "who": "ben", "since": END, "until": LATER}, "起止日期"),
        ({"by": "boss", "who": "ben", "since": NOW - timedelta(days=2), "until": NOW}, "起止日期"),
    ],
)
def test_nobody_gives_away_more_than_they_have(people, wanted, words):
    before = Appointment.objects.count()
    with pytest.raises(AppointmentRefused, match=words):
        arrange(people, **wanted)
    assert Appointment.objects.count() == before


def test_a_head_names_who_stands_in_for_the_head(people):
    assert arrange(people, "boss", "ann", post="441202-health-boss", whom="boss")


def test_it_is_ended_early_by_who_may_arrange_it(people):
    made, boss, ann = arrange(people, "boss", "ben"), people["boss"], actor_of(people["ann"], now=NOW)
    with pytest.raises(AppointmentRefused, match="不归您安排"):
        substitute_end(ann, appointment_id=made, now=NOW)
    with as_actor(actor_of(boss, now=NOW)):
        substitute_end(actor_of(boss, now=NOW), appointment_id=made, now=NOW)
    assert substitutes_in(ann.own_units, LATER) == []
    assert len(hats_of(people["ben"], LATER)) == 1


def test_a_supervisor_of_a_county_sees_its_bodies_and_takes_part_in_their_own_only(people):
    actor = actor_of(people["county"], now=NOW)
    assert not actor.whole_city
    assert all(unit.startswith("441202-") for unit in actor.units)
    assert set(actor.own_units) == {"441202-health", "441202-health-approval", "441202-health-window"}
    assert actor.watched == set(actor.units) - set(actor.own_units)


def test_colleagues_and_holders_are_those_in_office_now(people):
    units = actor_of(people["ann"], now=NOW).own_units
    assert {one.name for one in colleagues(units, NOW)} == {"安", "本", "头", "县"}
    arrange(people, "boss", "ben")
    people["ann"].is_active = False
    people["ann"].save(update_fields=["is_active"])
    assert {one.name for one in holders_of("case.act.examine", LATER)} == {"本", "头", "远"}

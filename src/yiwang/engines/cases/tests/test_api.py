"""The API: open once per key, act with the version seen, page by key, refuse in problems, show nothing to strangers."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from yiwang.engines.cases.models import Event
from yiwang.engines.cases.public import SubjectRefused, act_answers_forget, bind_opener
from yiwang.engines.cases.services import opener
from yiwang.kernel.actor import PUBLIC

from .api_site import ActorOfTheTest
from .world import APPLICANT, FIRE, HEALTH, STRANGER, citizen, clerk, seed

pytestmark = [pytest.mark.django_db, pytest.mark.urls("yiwang.engines.cases.tests.api_site")]


@pytest.fixture
def api(applied, settings):
    """A client; ``api(actor)`` speaks as somebody."""
    settings.MIDDLEWARE = ["yiwang.engines.cases.tests.api_site.ActorOfTheTest"]
    bound = list(opener._bound)
    bind_opener(seed_of)
    client = Client()

    def speaking(actor):
        ActorOfTheTest.actor = actor
        return client

    yield speaking
    ActorOfTheTest.actor, opener._bound[:] = PUBLIC, bound


def seed_of(actor, wanted, now):
    if wanted.subject == "no-such-item":
        raise SubjectRefused("没有这个事项，请从事项目录中选。")
    return replace(seed("single"), subject=wanted.subject, data=wanted.data), ()


def post(client, path, body, key=None):
    headers = {"Idempotency-Key": key or str(uuid4())}
    return client.post(path, body, content_type="application/json", headers=headers)


def opened(api):
    return post(api(citizen()), "/api/v1/cases", {"subject": "barber", "party_id": str(APPLICANT)}).json()


def act(client, case, version, name, **data):
    return post(client, f"/api/v1/cases/{case['id']}/acts", {"act": name, "version": version, "data": data})


def test_open_answers_created_and_the_same_key_answers_the_same_case(api):
    body, key = {"subject": "barber"}, "key-12345678"
    first, again = (post(api(citizen()), "/api/v1/cases", body, key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    other = post(api(citizen()), "/api/v1/cases", {"subject": "cafe"}, key)
    assert other.status_code == 422 and other.json()["title"] == "case.key_reused"


def test_errors_are_problems_with_a_sentence(api):
    refused = post(api(citizen()), "/api/v1/cases", {"subject": "no-such-item"})
    assert refused.status_code == 422 and refused["Content-Type"] == "application/problem+json"
    assert refused.json()["detail"] == "没有这个事项，请从事项目录中选。"
    case = opened(api)
    missing = act(api(clerk(HEALTH)), case, 1, "remark")
    assert missing.status_code == 422 and list(missing.json()["errors"]) == ["remarks"]
    assert act(api(clerk(HEALTH)), case, 9, "complete_intake").status_code == 409
    assert act(api(citizen()), case, 1, "complete_intake").status_code == 403
    assert act(api(clerk(HEALTH)), case, None, "complete_intake").status_code == 428


def test_act_moves_the_case_and_tells_the_next_version(api):
    case = opened(api)
    moved = act(api(clerk(HEALTH)), case, 1, "complete_intake")
    assert moved.status_code == 200 and moved.json()["state"] == "accepted"
    assert (
        act(api(clerk(HEALTH)), case, moved.json()["version"], "complete_intake").json()["title"]
        == "act.state"
    )


def test_detail_shows_time_line_holders_and_acts(api):
    case = opened(api)
    detail = api(clerk(HEALTH)).get(f"/api/v1/cases/{case['id']}").json()
    assert [entry["act"] for entry in detail["timeline"]] == ["open"]
    assert detail["holders"][0]["unit_id"] == HEALTH
    assert {held["id"] for held in detail["acts"] if held["available"]} >= {
        "complete_intake",
        "remark",
        "decline",
    }


def asked(client, case, key, name="complete_intake", version=1):
    return post(client, f"/api/v1/cases/{case['id']}/acts", {"act": name, "version": version}, key)


def test_a_lost_answer_is_given_again_and_nothing_is_done_twice(api):
    case, key = opened(api), "act-12345678"
    first, again = (asked(api(clerk(HEALTH)), case, key) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200) and first.json() == again.json()
    assert "Idempotency-Replayed" not in first and again["Idempotency-Replayed"] == "true"
    assert Event.objects.filter(case_id=case["id"], act="complete_intake").count() == 1
    assert asked(api(clerk(HEALTH)), case, "another-key").status_code == 409


def test_a_key_is_for_one_request_of_one_hat(api):
    case, key = opened(api), "act-12345678"
    assert asked(api(clerk(HEALTH)), case, key).status_code == 200
    other = asked(api(clerk(HEALTH)), case, key, version=2)
    assert other.status_code == 422 and other.json()["title"] == "case.key_reused"
    assert asked(api(clerk(FIRE)), case, key).status_code == 404
    assert asked(api(clerk(HEALTH, "head")), case, key).status_code in (403, 409)


def test_what_was_refused_is_tried_again_under_its_key(api):
    case, key = opened(api), "act-12345678"
    assert asked(api(clerk(HEALTH)), case, key, version=7).status_code == 409
    assert asked(api(clerk(HEALTH)), case, key, version=1).status_code == 200


def test_answers_are_forgotten_after_the_packs_hours(api):
    case, key = opened(api), "act-12345678"
    asked(api(clerk(HEALTH)), case, key)
    now = timezone.now()
    assert act_answers_forget(now + timedelta(hours=71)) == 0
    assert act_answers_forget(now + timedelta(hours=73)) == 1
    assert asked(api(clerk(HEALTH)), case, key).status_code == 409


def test_lists_page_by_key_until_the_end(api):
    for _ in range(5):
        opened(api)
    seen, path = [], "/api/v1/cases?limit=2"
    while path:
        page = api(clerk(HEALTH)).get(path).json()
        seen, path = seen + [item["id"] for item in page["items"]], page["next"]
    assert len(seen) == len(set(seen)) == 5 and seen == sorted(seen, reverse=True)
    tasks, path = [], "/api/v1/tasks?limit=2"
    while path:
        page = api(clerk(HEALTH)).get(path).json()
        tasks, path = tasks + [item["id"] for item in page["items"]], page["next"]
    assert len(tasks) == len(set(tasks)) == 5


@pytest.mark.parametrize("who", ["stranger", "other unit", "other party"])
def test_others_see_and_do_nothing(api, who):
    case = opened(api)
    actor = {"stranger": PUBLIC, "other unit": clerk(FIRE), "other party": citizen(STRANGER)}[who]
    expected = (401, 401) if who == "stranger" else (404, 404)
    assert api(actor).get(f"/api/v1/cases/{case['id']}").status_code == expected[0]
    assert act(api(actor), case, 1, "withdraw").status_code == expected[1]
    listed = api(actor).get("/api/v1/cases")
    assert listed.status_code == 401 if who == "stranger" else listed.json()["items"] == []

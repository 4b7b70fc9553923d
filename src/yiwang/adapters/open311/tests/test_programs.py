"""Programs over Open311: an independent client reads; what is sent is a demand; nobody reads more than is published."""

import json
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit
from uuid import uuid4

import georeport
import georeport.georeport
import pytest
import xmltodict
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from requests import Response

from yiwang.adapters.open311 import describing, views
from yiwang.engines.cases.models import Case
from yiwang.foundations.people.public import client_issue
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.service.hotline.models import HotlineCaller, HotlineDemand, HotlineKnock, HotlineRelayed
from yiwang.nets.service.hotline.pure import Caller
from yiwang.nets.service.hotline.tests.test_telling import picture
from yiwang.nets.service.hotline.tests.world import NOW, WORKER, move, taken

pytestmark = pytest.mark.django_db
ROOT = "/open311/v2"
RELAY, DISPATCHER = "441200-hotline-service-relay", "441200-hotline-service-dispatcher"
SPAN = {
    "start_date": (NOW - timedelta(days=3)).isoformat(),
    "end_date": (NOW + timedelta(days=3)).isoformat(),
}
EXAMPLE = (
    "jurisdiction_id=zhaoqing&service_code=c0108&lat=23.05123&long=112.4612043&address_string=%E5%BB%BA%E8%AE%BE%E8%B7%AF"
    "&email=a%40example.com&device_id=tt222111&account_id=123456&first_name=%E7%A4%BA%E8%8C%83&last_name=%E6%9D%8E"
    "&phone=10000000001&description=A+light+is+out&media_url=http%3A%2F%2F169.254.169.254%2Fp.jpg"
)
"""The example of the standard, with a service and a place that are here."""


@pytest.fixture
def site(city, settings):
    """A program without cookies."""
    settings.ALLOWED_HOSTS, settings.YIWANG_DEMO = ["*"], True
    return Client(enforce_csrf_checks=True)


def token(post=RELAY, scopes=("hotline:write",)):
    """A token of a program that acts on a post."""
    account, now = staff(f"t-{uuid4()}", post), timezone.now()
    with as_actor(WORKER):
        return client_issue(
            WORKER, account_id=account.pk, hat=f"post:{post}", label="测试", scopes=scopes, now=now,
            expires_at=now + timedelta(hours=1),
        )[1]  # fmt: skip


def bearer(key):
    return {"Authorization": f"Bearer {key}"}


def post(site, key, *, headers=None, **more):
    said = {"api_key": key, "service_code": "c0108", "address_string": "建设路", "description": "路灯三天不亮。",
            "phone": "10000000001", "first_name": "示范", "last_name": "李", **more}  # fmt: skip
    said = {name: value for name, value in said.items() if value is not None}
    return site.post(f"{ROOT}/requests.json", said, headers=headers or {})


def read(site, path, **asked):
    answer = site.get(f"{ROOT}/{path}", asked)
    assert answer.status_code == 200, answer.content.decode()
    return json.loads(answer.content)


def listed(site, **asked):
    return read(site, "requests.json", **SPAN, **asked)


def demands(count, **more):
    """Demands that the hotline took by telephone."""
    return [taken(**{"category": "c0108", "title": "不能公开的标题", **more})[1] for _ in range(count)]


def reader(site, monkeypatch, output):
    """The independent client, its requests answered by the site."""

    def get(url, params=None):
        found = site.get(urlsplit(url).path, params or {})
        held = Response()
        held.status_code, held._content, held.url = found.status_code, found.content, url
        return held

    monkeypatch.setattr(georeport.georeport, "requests", SimpleNamespace(get=get))
    return georeport.GeoReport("https://city.example/open311/v2", "zhaoqing", output_format=output)


@pytest.mark.parametrize("output", ["json", "xml"])
def test_an_independent_client_reads_services_and_requests(site, monkeypatch, output):
    demands(5)
    client = reader(site, monkeypatch, output)
    named = {one["service_code"]: one["service_name"] for one in client.get_service_list()}
    assert named["c0108"] == "道路照明"
    assert client.get_service_definition("c0108")["service_code"] == "c0108"
    found = client.get_service_requests(service_code="c0108", status="open", **SPAN)
    assert len(found) == 5 and {one["service_name"] for one in found} == {"道路照明"}
    one = client.get_service_request(found[0]["service_request_id"])
    assert "不能公开" not in str(one) and found[0]["service_request_id"] in str(one)


def test_the_standards_example_is_a_demand_like_any_other(site):
    answer = site.post(
        f"{ROOT}/requests.xml",
        f"api_key={token()}&{EXAMPLE}&attribute[type]=complaint&attribute[place]=441202000000",
        content_type="application/x-www-form-urlencoded; charset=utf-8",
    )  # fmt: skip
    assert answer.status_code == 200 and answer["content-type"] == "text/xml; charset=utf-8"
    assert answer.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    made = xmltodict.parse(answer.content)["service_requests"]["request"]
    assert "token" not in made
    with as_actor(WORKER):
        held = HotlineDemand.objects.get(id=made["service_request_id"])
        case = Case.objects.get(id=held.case_id)
        assert (held.type, held.channel, held.division) == ("complaint", "open311", "441202000000")
        assert HotlineCaller.objects.filter(case_id=case.id).exists()
    assert "北纬 23.05123° 东经 112.46120°" in str(case.data) and "169.254" not in str(case.data)
    assert "10000000001" not in str(case.data) and "example.com" not in str(case.data)


def test_words_are_told_to_their_sender_alone(site):
    mine, other = token(), token()
    id_ = post(site, mine).json()[0]["service_request_id"]
    path = f"{ROOT}/requests/{id_}.json"
    told = site.get(path, headers=bearer(mine)).json()[0]
    assert told["description"] == "路灯三天不亮。" and told["expected_datetime"]
    for headers in ({}, bearer(other)):
        assert site.get(path, headers=headers).status_code == 404, (
            "one alone in its month is nobody's business"
        )
    with as_actor(WORKER):
        HotlineDemand.objects.update(at=NOW)
    demands(4)
    for headers in ({}, bearer(other)):
        found = site.get(path, headers=headers).json()[0]
        assert found["description"] is None and "T00:00:00" in found["requested_datetime"]
    assert site.get(path, {"api_key": mine}).json()[0]["description"] is None, "no token in an address"


def test_what_is_secret_is_in_no_list(site):
    demands(5)
    hidden = [
        *demands(1, caller=Caller("李示范", "10000000002", keep_secret=True)),
        *demands(1, caller=Caller(anonymous=True)),
        *demands(1, about="441202-market"),
        *demands(1, type="report"),
    ]
    with as_actor(WORKER):
        rows = HotlineDemand.objects.filter(case_id__in=[one.id for one in hidden])
        ids = {str(one) for one in rows.values_list("id", flat=True)}
    found = listed(site)
    assert len(found) == 5 and not {one["service_request_id"] for one in found} & ids
    told = read(site, "servicerequestupdates.json", **SPAN)
    assert not {one["service_request_id"] for one in told} & ids
    assert len(ids) == 4 and read(site, "requests.json", service_request_id=",".join(ids)) == []


def test_few_of_a_kind_are_not_listed(site):
    demands(4)
    assert listed(site) == []
    demands(1)
    assert len(listed(site)) == 5


def test_the_minute_of_a_call_cannot_be_searched_for(site):
    at, second = demands(5)[0].opened_at, timedelta(seconds=1)
    near = {"start_date": (at - second).isoformat(), "end_date": (at + second).isoformat()}
    assert read(site, "requests.json", **near) == [] == read(site, "servicerequestupdates.json", **near)
    day = {**near, "start_date": (at - timedelta(days=1)).isoformat()}
    assert len(read(site, "requests.json", **day)) == 5


def test_filters_and_pages(site):
    cases = demands(5)
    move(DISPATCHER, cases[0], "answer_directly", reply="已答复。")
    assert len(listed(site, status="closed")) == 1 and len(listed(site, status="open,closed")) == 5
    assert listed(site, service_code="c0202") == []
    first, rest = (listed(site, page_size="3", page=page) for page in ("1", "2"))
    ids = [one["service_request_id"] for one in (*first, *rest)]
    assert (len(first), len(rest)) == (3, 2) and len(set(ids)) == 5
    assert len(read(site, "requests.json", service_request_id=",".join(ids[:2]))) == 2


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"jurisdiction_id": "elsewhere"}, 404),
        ({"service_code": "nothing"}, 404),
        ({"service_request_id": "1 OR 1=1"}, 404),
        ({"status": "unknown"}, 400),
        ({"start_date": "2026-01-01"}, 400),
        ({"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-06-01T00:00:00Z"}, 400),
        ({"start_date": "0001-01-01T00:00:00+14:00"}, 400),
        ({"page_size": "1001"}, 400),
        ({"page": "٣"}, 400),
    ],
)
def test_what_cannot_be_understood_is_said_in_the_standards_form(site, asked, status):
    answer = site.get(f"{ROOT}/requests.xml", asked)
    told = xmltodict.parse(answer.content)["errors"]["error"]
    assert answer.status_code == status and told["code"] == str(status) and told["description"]
    told = site.get(f"{ROOT}/requests.json", asked).json()
    assert told[0]["code"] == status and answer["access-control-allow-origin"] == "*"


def test_what_is_wrong_is_refused_whole(site):
    key = token()
    for said, status in (
        ({"api_key": None}, 403),
        ({"api_key": "yw1_wrong"}, 403),
        ({"service_code": None}, 400),
        ({"service_code": "c9999"}, 404),
        ({"description": None}, 400),
        ({"description": "\x00"}, 400),
        ({"description": "长" * 5000}, 400),
        ({"address_string": None}, 400),
        ({"address_string": None, "lat": "23.05"}, 400),
        ({"lat": "nan", "long": "1"}, 400),
        ({"attribute[type]": "report"}, 400),
        ({"attribute[place]": "elsewhere"}, 400),
        ({"media_url": "file:///etc/passwd"}, 400),
        ({"phone": "12"}, 400),
    ):
        answer = post(site, key, **said)
        assert answer.status_code == status and answer.json()[0]["code"] == status, (said, answer.content)
    with as_actor(WORKER):
        assert not HotlineDemand.objects.exists() and not HotlineRelayed.objects.exists()


def test_a_token_needs_the_scope_and_a_hat_that_relays(site):
    assert post(site, token(scopes=("cases:write",))).status_code == 403
    assert post(site, token("441200-hotline-service-checker")).status_code == 403


def test_the_same_key_is_the_same_demand_and_another_text_under_it_is_refused(site):
    key, again = token(), {"Idempotency-Key": "app-2026-0001"}
    first, second = (post(site, key, headers=again).json()[0] for _ in range(2))
    assert first == second and "查询号" in first["service_notice"]
    assert post(site, key, headers=again, description="另一件事。").status_code == 409
    assert post(site, token(), headers=again).json()[0]["service_request_id"] != first["service_request_id"]
    with as_actor(WORKER):
        assert HotlineDemand.objects.count() == 2 == HotlineKnock.objects.count()


def changed(monkeypatch, **more):
    """The pack says something else of the interface."""
    held = describing.open311_in_force
    monkeypatch.setattr(views, "open311_in_force", lambda: held().model_copy(update=more))


def test_a_flood_of_one_program_is_held_off(site, monkeypatch):
    changed(monkeypatch, per_day=SimpleNamespace(value=1))
    key = token()
    assert [post(site, key).status_code for _ in range(2)] == [200, 429]


def test_a_batch_endpoint_answers_a_token_that_gives_the_number(site, monkeypatch):
    changed(monkeypatch, answers="batch")
    made = post(site, token()).json()[0]
    assert "service_request_id" not in made
    found = read(site, f"tokens/{made['token']}.json")[0]
    with as_actor(WORKER):
        assert found["service_request_id"] == str(HotlineDemand.objects.get().id)
    assert site.get(f"{ROOT}/tokens/{uuid4()}.json").status_code == 404


def test_without_a_phone_somebody_is_anonymous_and_pictures_are_files_that_are_looked_at(site):
    assert post(site, token(), phone=None, media=picture()).status_code == 200
    with as_actor(WORKER):
        assert HotlineDemand.objects.get().is_anonymous and not HotlineCaller.objects.exists()
    lying = SimpleUploadedFile("a.jpg", b"MZ\x90 not a picture", "image/jpeg")
    assert post(site, token(), media=lying).status_code == 400


def test_updates_tell_the_public_words_and_nothing_of_what_goes_on_inside(site):
    case, officer = demands(5)[0], "441202-urban-approval-officer"
    move(DISPATCHER, case, "dispatch", unit="441202-urban")
    move(officer, case, "sign")
    move(officer, case, "reply", reply="内部的答复")
    told = read(site, "servicerequestupdates.json", **SPAN)
    with as_actor(WORKER):
        id_ = str(HotlineDemand.objects.get(case_id=case.id).id)
    mine = [one["description"] for one in told if one["service_request_id"] == id_]
    assert mine == ["已受理，正在安排承办单位", "已派给承办单位", "承办单位正在办理"]
    assert all("T00:00:00" in one["updated_datetime"] for one in told)


def test_discovery_and_other_origins(site):
    told = site.get("/open311/discovery.json").json()
    assert (
        told["endpoints"][0]["url"] == "http://testserver/open311/v2"
        and told["endpoints"][0]["type"] == "test"
    )
    assert xmltodict.parse(site.get("/open311/discovery.xml").content)["discovery"]["endpoints"]["endpoint"][
        "formats"
    ]
    asked = site.options(f"{ROOT}/requests.json")
    assert asked.status_code == 204 and "Authorization" in asked["access-control-allow-headers"]
    assert (
        site.delete(f"{ROOT}/requests.json").status_code == 405
        and "access-control-allow-credentials" not in asked
    )


def test_a_browser_that_is_signed_in_reads_no_more_than_a_stranger(site, client):
    demands(5)
    client.force_login(
        staff("d", DISPATCHER, is_demo=True), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.get(f"{ROOT}/requests.json", SPAN).json() == listed(site)

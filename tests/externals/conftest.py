"""A pack with three systems, one for each way, and cases whose examination is done there."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.module_loading import import_string

from tests.payments.conftest import charged_item
from yiwang.adapters.exchange.stand_in import DemoExchange
from yiwang.engines.applications.selectors.closing import closed
from yiwang.engines.cases.public import access_case, case_move, case_open_tree
from yiwang.engines.cases.tests.world import HEALTH, REPOSITORY, citizen, clerk, seed, with_flags
from yiwang.engines.externals.models import ExternalStep
from yiwang.engines.externals.services import gateways
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.releases.public import world
from yiwang.foundations.releases.tests.standing import release_standing
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.loader import load

WORKER = system_actor("tests")
SECRET_NUMBER = "441299199001010021"
WAYS = ("api", "file", "card")


def asking_hour(days):
    """Late on the day after that many days, when every system of this pack has had its turn."""
    return (timezone.localtime() + timedelta(days=days)).replace(hour=23)


def external_system(way):
    grounds = "{system} {their_number}：{note}"
    answers = {
        "准予": {"act": "propose", "data": {"opinion": "approve", "grounds": grounds}},
        "不予": {"act": "propose", "data": {"opinion": "refuse", "grounds": grounds}},
    }
    sends = [{"case": "number"}, {"element": "name"}, {"element": "citizen_id", "label": "证件号码"}]
    patience = {"limit": "1个工作日", "source": "测试", "status": "assumed"}
    held = {
        "title": f"{way} 系统（演示）", "owner": "某某厅（演示）", "way": way, "sends": sends, "answers": answers,
        "serves": [{"case_type": "service_item", "step": "examine", "items": [f"{way}_item"]}],
        "patience": patience, "ask_at": "02:00", "demo": "true",
    }  # fmt: skip
    return {**held, "gateway": "demo-exchange"} if way == "api" else held


def external_pack(folder):
    """The national pack with three systems and an item for each."""
    china, pack = REPOSITORY / "packs" / "china", folder / "china"
    for name in ("case-types", "calendars", "notices", "parameters", "elements"):
        shutil.copytree(china / name, pack / name)
    for name in ("roles.yaml", "pack.yaml", "elements.yaml"):
        shutil.copy(china / name, pack / name)
    for way in WAYS:
        item = {**charged_item("decision"), "title": f"{way} 事项", "fees": []}
        write(pack / "items" / "demo" / f"{way}_item.yaml", item)
        write(pack / "external-systems" / f"{way}_system.yaml", external_system(way))
    return pack


def write(path, held):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory):
    """The world of these tests, loaded once."""
    pack = external_pack(tmp_path_factory.mktemp("elsewhere"))
    loaded = load(pack, import_string("yiwang.site.kinds.KINDS"))
    assert loaded.world is not None, [problem.sentence() for problem in loaded.problems]
    return loaded.world


@pytest.fixture
def gateway(monkeypatch, settings):
    """The stand-in is bound, as on a demo site."""
    settings.YIWANG_DEMO = True
    held = DemoExchange()
    monkeypatch.setattr(gateways, "_gateways", {held.id: held})
    return held


@pytest.fixture(scope="module")
def elsewhere_standing(elsewhere, django_db_setup, django_db_blocker):
    """It, in force for all tests of a module."""
    with release_standing(django_db_blocker.unblock, elsewhere) as held:
        yield held


@pytest.fixture
def applied(elsewhere_standing, db, tmp_path, settings, gateway):
    """The release in force; what the test does to it is undone."""
    settings.YIWANG_DATA = tmp_path / "data"
    return elsewhere_standing.release


def handed(key, label, said, value=None):
    party, element = key.split(".")
    return {
        "key": key, "party": party, "row": None, "label": label, "said": said, "value": value or said,
        "source": None, "ground": "", "objected": False, "party_label": "权利人", "subject": "", "element": element,
    }  # fmt: skip


def opened(way):
    """A case that is accepted, so that its examination is done elsewhere; gives its id."""
    stored = closed(world().get("element", "citizen_id"), SECRET_NUMBER)
    secret = handed("holder.citizen_id", "身份证号", "441299********0021", stored)
    form = {"fields": [handed("holder.name", "姓名", "张示范"), secret], "materials": []}
    held = with_flags(seed(f"{way}_item"), delivery="electronic")
    root = replace(held, data={"parties": {}, **form})
    case_id = case_open_tree(actor=citizen(), root=root, key=str(uuid4()), now=timezone.now()).root_id
    act(case_id, "complete_intake")
    outbox_drain(100)
    return case_id


def act(case_id, name, who=None, **data):
    return case_move(actor=who or clerk(HEALTH), case_id=case_id, act=name, data=data, now=timezone.now())


def step_of(case_id):
    with as_actor(WORKER):
        return ExternalStep.objects.filter(case_id=case_id).first()


def state_of(case_id):
    with as_actor(WORKER):
        return access_case(WORKER, case_id).state

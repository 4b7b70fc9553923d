"""A pack with one item that costs something, a case that waits for it, and the stand-in provider."""

import json
import shutil
from dataclasses import replace
from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.module_loading import import_string

from yiwang.adapters.payment.cashier import DemoCashier
from yiwang.engines.cases.public import access_case, case_move, case_open_tree
from yiwang.engines.cases.tests.world import HEALTH, REPOSITORY, citizen, clerk, seed, with_flags
from yiwang.engines.payments.models import Charge
from yiwang.engines.payments.services import providers
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.releases.public import forget_current, release_apply
from yiwang.foundations.releases.tests.standing import release_standing
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.loader import load

WORKER = system_actor("tests")
BASIS = {"law": "演示收费办法", "article": "第一条", "text_version": "未核对"}


def charged_item(due):
    limit = {"limit": "5个工作日", "source": "测试", "status": "assumed"}
    fees = [
        {"name": "登记费", "standard": "每件80元", "amount": "80元", "due": due, "basis": BASIS},
        {"name": "工本费", "standard": "每本0.50元", "amount": "0.50元", "due": due, "basis": BASIS},
        {"name": "测绘费", "standard": "由测绘机构收取，这里不收", "basis": BASIS},
    ]
    return {
        "title": "收费事项", "codes": {"catalog_code": "44D1070399"}, "power_type": "07", "use_level": "4",
        "service_objects": ["1"], "legal_basis": [BASIS], "handling_class": "committed", "promised": limit,
        "statutory": {**limit, "limit": "30个工作日"}, "parties": {"holder": {"label": "权利人", "kind": "person"}},
        "decide": {"body": "registry"}, "case_type": "service_item", "status": "assumed", "fees": fees,
    }  # fmt: skip


def charged_world(folder):
    """The national pack with two items that cost something."""
    china, pack = REPOSITORY / "packs" / "china", folder / "china"
    for name in ("case-types", "calendars", "notices", "parameters"):
        shutil.copytree(china / name, pack / name)
    for name in ("roles.yaml", "pack.yaml"):
        shutil.copy(china / name, pack / name)
    (pack / "items" / "demo").mkdir(parents=True)
    for due in ("decision", "acceptance"):
        text = json.dumps(charged_item(due), ensure_ascii=False)
        (pack / "items" / "demo" / f"{due}_fee.yaml").write_text(text, encoding="utf-8")
    loaded = load(pack, import_string("yiwang.site.kinds.KINDS"))
    assert loaded.world is not None, [problem.sentence() for problem in loaded.problems]
    return loaded.world


@pytest.fixture(scope="session")
def charging(tmp_path_factory):
    """The world of these tests, loaded once."""
    return charged_world(tmp_path_factory.mktemp("charging"))


@pytest.fixture
def cashier(monkeypatch, settings):
    """The stand-in is the provider, as on a demo site."""
    settings.YIWANG_DEMO = True
    held = DemoCashier()
    monkeypatch.setattr(providers, "_providers", [held])
    return held


@pytest.fixture(scope="module")
def charging_standing(charging, django_db_setup, django_db_blocker):
    """It, in force for all tests of a module."""
    with release_standing(django_db_blocker.unblock, charging) as held:
        yield held


@pytest.fixture
def charged(charging_standing, db, tmp_path, settings, cashier):
    """The release in force; what the test does to it is undone."""
    settings.YIWANG_DATA = tmp_path / "data"
    return charging_standing.release


@pytest.fixture
def charged_for_all(transactional_db, tmp_path, settings, cashier, charging):
    """The same, committed, for tests with several connections."""
    settings.YIWANG_DATA = tmp_path / "data"
    yield release_apply(charging)
    forget_current()


def act(case_id, name, who=None, **data):
    return case_move(actor=who or clerk(HEALTH), case_id=case_id, act=name, data=data,
                     now=timezone.now())  # fmt: skip


def opened(due="decision", **flags):
    made = with_flags(seed(f"{due}_fee"), **{"pay": due, "delivery": "electronic", **flags})
    root = replace(made, data={"parties": {}})
    return case_open_tree(actor=citizen(), root=root, key=str(uuid4()), now=timezone.now()).root_id


def decided(case_id):
    act(case_id, "propose", opinion="approve", grounds="属实")
    return act(case_id, "approve", clerk(HEALTH, "chief"))


def waiting(due="decision"):
    """A case that waits for its fees, and the charge."""
    case_id = opened(due)
    act(case_id, "complete_intake")
    if due == "decision":
        decided(case_id)
    outbox_drain(100)
    with as_actor(WORKER):
        return case_id, Charge.objects.get(case_id=case_id)


def state_of(case_id):
    with as_actor(WORKER):
        return access_case(WORKER, case_id).state


def charge_of(case_id):
    with as_actor(WORKER):
        return Charge.objects.get(case_id=case_id)

"""A matter's receipts: what is public of it, for who may see it, proved by the script that needs nobody."""

import json

import pytest

from tools.verify_receipt import main
from yiwang.engines.cases.public import CaseNotFound, case_move, case_open_tree, case_receipts
from yiwang.foundations.audit.public import seal_now
from yiwang.foundations.releases.tests.standing import release_standing
from yiwang.foundations.scope.public import as_actor

from .orders import DISPATCHER, URBAN, hat, order_seed
from .orders_site import order_place
from .world import STRANGER, at, citizen

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def orders_standing(tmp_path_factory, django_db_setup, django_db_blocker):
    """A small place with the order type in force."""
    with release_standing(django_db_blocker.unblock, order_place(tmp_path_factory.mktemp("orders"))) as held:
        yield held


@pytest.fixture
def opened(orders_standing, db, tmp_path, settings):
    """An order that its caller urged."""
    settings.YIWANG_DATA = tmp_path / "data"
    made = case_open_tree(actor=citizen(), root=order_seed(), key="one", now=at("03-02 09:00"))
    case_move(actor=citizen(), case_id=made.root_id, act="urge", now=at("03-03 09:00"))
    return made


def receipts(actor, case_id):
    with as_actor(actor):
        return case_receipts(actor, case_id)


def test_receipts_wait_for_the_seal_and_prove_then(opened, tmp_path, capsys):
    assert receipts(citizen(), opened.root_id)["receipts"] == []
    seal_now()
    held = receipts(citizen(), opened.root_id)
    assert (
        held["waiting"] == 0 and held["receipts"] and all(one["event"]["public"] for one in held["receipts"])
    )
    assert held == receipts(DISPATCHER, held["number"]), "at work one gets the same"
    file = tmp_path / "receipt.json"
    file.write_text(json.dumps(held), encoding="utf-8")
    assert main([str(file)]) == 0, capsys.readouterr().out
    held["receipts"][-1]["event"]["public"] += "？"
    file.write_text(json.dumps(held), encoding="utf-8")
    assert main([str(file)]) == 1


def test_strangers_get_none(opened):
    for actor in (citizen(STRANGER), hat(URBAN)):
        with pytest.raises(CaseNotFound):
            receipts(actor, opened.root_id)

"""Days of seals as they are published: signed, written once, checked offline by Python alone."""

import copy
import json
import secrets
import uuid
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import connection

from tools.verify_receipt import main, roots_problem, signed
from yiwang.foundations.audit import pure
from yiwang.foundations.audit.public import (
    RootsDiffer,
    audit_record,
    receipt_for,
    roots_folder,
    roots_publish,
    seal_now,
)
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
CLERK = Actor(audience="staff", account_id=uuid.UUID(int=7), hat="post:intake-1", hat_label="综合受理")


def sealed(at):
    with as_actor(CLERK):
        audit_record(CLERK, "account.hat_given", "account:a", {}, {"n": 1})
    seal_now(now=at)


@pytest.mark.django_db
def test_a_day_is_published_when_it_is_over_and_once():
    sealed(MONDAY)
    assert roots_publish(MONDAY + timedelta(minutes=30), ZONE) == []
    (made,) = roots_publish(MONDAY + timedelta(hours=2), ZONE)
    assert (made.path.name, made.seals, made.fresh) == ("2026-03-02.json", 1, True)
    before = made.path.read_bytes()
    sealed(MONDAY + timedelta(hours=2))
    (again,) = roots_publish(MONDAY + timedelta(hours=3), ZONE)
    (last,) = roots_publish(MONDAY + timedelta(hours=3), ZONE, whole=False)
    assert not last.fresh and not again.fresh and made.path.read_bytes() == before
    assert pure.roots_problem(json.loads(before)) is None


@pytest.mark.django_db
def test_a_receipt_is_closed_by_what_was_published(tmp_path, capsys):
    sealed(MONDAY)
    roots_publish(MONDAY + timedelta(days=1), ZONE)
    roots = roots_folder() / "2026-03-02.json"
    receipt = tmp_path / "receipt.json"
    receipt.write_text(json.dumps(receipt_for("audit", "account:a", 1)))
    assert main([str(receipt), str(roots)]) == 0
    key = json.loads(roots.read_text())["public_key"]
    assert main([str(receipt), str(roots), key.upper()]) == 0
    assert main([str(receipt), str(roots), "00" * 32]) == 1
    assert "公钥" in capsys.readouterr().out


@pytest.mark.django_db
def test_what_was_published_and_changed_since_is_named():
    sealed(MONDAY)
    roots_publish(MONDAY + timedelta(days=1), ZONE)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE seal SET count = 9")
    with pytest.raises(RootsDiffer, match=r"2026-03-02\.json"):
        roots_publish(MONDAY + timedelta(days=1), ZONE)


@pytest.mark.django_db
def test_no_altered_day_holds():
    sealed(MONDAY)
    roots_publish(MONDAY + timedelta(days=1), ZONE)
    whole = json.loads((roots_folder() / "2026-03-02.json").read_text())
    seal = whole["seals"][0]
    assert roots_problem(seal, whole) is None
    for change in ({"day": "2026-03-01"}, {"root": "00" * 32}, {"seals": []}):
        altered = {**copy.deepcopy(whole), **change}
        assert "签名" in roots_problem(seal, altered)
        assert "签名" in pure.roots_problem(altered)
    assert "不在公布文件里" in roots_problem({**seal, "id": 2}, whole)


def test_the_small_script_and_the_library_agree_on_signatures():
    for _ in range(8):
        key, text = Ed25519PrivateKey.generate(), secrets.token_bytes(40)
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        made = key.sign(text)
        assert signed(public, text, made)
        assert not signed(public, text + b"x", made)
        assert not signed(public, text, made[:32] + bytes(32))
        assert not signed(public, text, bytes([made[0] ^ 1]) + made[1:])

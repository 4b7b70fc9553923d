"""Rotation closes every registered token again, may be killed at any moment, and then goes on."""

import pytest
from django.db import connection, models

from yiwang.foundations.keys.public import (
    BlindCopy,
    blind,
    decrypt,
    decrypt_bytes,
    encrypt,
    encrypt_bytes,
    key_rotate,
    key_usage,
    reencrypt,
    register_encrypted,
)
from yiwang.foundations.keys.services import registry


class Holder(models.Model):
    """A table as apps above have it: a token with its blind index, tokens in jsonb, sealed bytes."""

    number = models.TextField()
    number_blind = models.TextField()
    answers = models.JSONField(default=dict)
    wrapped = models.BinaryField(default=b"")

    class Meta:
        app_label = "fnd_keys"


class Waiting(models.Model):
    """Rows that hold the blind index of a holder once more; a number waits once."""

    holder = models.ForeignKey(Holder, models.CASCADE)
    number_blind = models.TextField()

    class Meta:
        app_label = "fnd_keys"
        constraints = (
            models.UniqueConstraint("number_blind", name="waits_once", condition=~models.Q(number_blind="")),
        )


@pytest.fixture
def table(db, monkeypatch):
    monkeypatch.setattr(registry, "_registered", {})
    register_encrypted(
        "fnd_keys.Holder",
        "number",
        "holder.number",
        blind="number_blind",
        blind_purpose="holder",
        normalise=str.upper,
        copies=(BlindCopy("fnd_keys.Waiting", "number_blind", by="holder_id"),),
    )
    register_encrypted("fnd_keys.Holder", "answers", lambda at: f"answer.{at[-1]}", paths=("rows.*.*",))
    register_encrypted("fnd_keys.Holder", "wrapped", "holder.file")
    with connection.schema_editor() as editor:
        editor.create_model(Holder)
        editor.create_model(Waiting)


def holder(number: str) -> Holder:
    row = {"phone": encrypt("138" + number, purpose="answer.phone"), "plain": "k1.not a token"}
    return Holder.objects.create(
        number=encrypt(number, purpose="holder.number"),
        number_blind=blind(number.upper(), purpose="holder"),
        answers={"rows": [row, {"phone": ""}]},
        wrapped=encrypt_bytes(b"key", purpose="holder.file"),
    )


def assert_whole(row: Holder, number: str) -> None:
    row.refresh_from_db()
    assert decrypt(row.number, purpose="holder.number") == number
    assert row.number_blind == blind(number.upper(), purpose="holder")
    assert decrypt(row.answers["rows"][0]["phone"], purpose="answer.phone") == "138" + number
    assert row.answers["rows"][0]["plain"] == "k1.not a token"
    assert decrypt_bytes(bytes(row.wrapped), purpose="holder.file") == b"key"


def test_everything_ends_under_the_new_keys(table):
    rows = [(holder(n), n) for n in ("1x", "2x", "3x")]
    key_rotate(blind_too=True)
    assert reencrypt() > 0
    for row, number in rows:
        assert_whole(row, number)
        assert row.number.startswith("k2.")
        assert row.number_blind.startswith("b2.")
        assert row.answers["rows"][0]["phone"].startswith("k2.")
        assert bytes(row.wrapped).startswith(b"k2.")
    assert key_usage() == {"k1": 0, "b1": 0, "k2": 9, "b2": 3}


def test_an_index_that_other_rows_hold_goes_with_it_and_stands_once(table):
    early, late = holder("1x"), holder("2x")
    waiting = [Waiting.objects.create(holder=row, number_blind=row.number_blind) for row in (early, late)]
    key_rotate(blind_too=True)
    again = holder("2x")
    waiting.append(Waiting.objects.create(holder=again, number_blind=again.number_blind))
    assert key_usage()["b1"] == 4
    reencrypt()
    for row in (early, *waiting):
        row.refresh_from_db()
    assert [row.number_blind for row in waiting] == [early.number_blind, "", again.number_blind]
    assert key_usage()["b1"] == 0


def test_a_second_run_changes_nothing(table):
    holder("1")
    key_rotate()
    reencrypt()
    assert reencrypt() == 0


def test_a_killed_run_goes_on_where_it_was(table):
    rows = [(holder(str(n)), str(n)) for n in range(5)]
    key_rotate()
    done = reencrypt(batch=2, max_batches=1)
    assert done == 2
    assert key_usage()["k1"] == 13
    for row, number in rows:
        assert_whole(row, number)
    assert reencrypt(batch=2) == 13
    assert key_usage()["k1"] == 0

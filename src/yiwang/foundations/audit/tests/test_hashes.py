"""Canonical JSON is one form for one value; hashes follow the published vectors.

Merkle paths prove their leaf only.
"""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.verify_receipt import sm3
from yiwang.foundations.audit.pure import (
    NotCanonicalError,
    body_hash,
    canonical,
    digest,
    event_hash,
    merkle_path,
    merkle_root,
    merkle_verify,
)

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_sm3_of_abc_is_the_standard_vector():
    expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert digest(b"abc", "sm3").hex() == expected
    assert sm3(b"abc").hex() == expected


@given(st.binary(max_size=300))
def test_the_offline_script_has_the_same_sm3(data):
    assert sm3(data) == digest(data, "sm3")


@given(JSON)
def test_canonical_json_survives_a_round_trip(value):
    assert canonical(json.loads(canonical(value))) == canonical(value)


def test_order_of_keys_and_zone_of_instants_do_not_matter():
    shanghai = datetime(2026, 11, 22, 11, 0, tzinfo=timezone(timedelta(hours=8)))
    assert canonical({"b": 1, "a": shanghai}) == canonical(
        {"a": datetime(2026, 11, 22, 3, 0, tzinfo=UTC), "b": 1.0}
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        (b"\x01\xff", '"01ff"'),
        (Decimal("1.10"), '"1.10"'),
        ("黄", '"黄"'),
        ((1, None), "[1,null]"),
    ],
)
def test_every_kind_of_value_has_one_form(value, text):
    assert canonical(value) == text.encode()


@pytest.mark.parametrize("value", [float("nan"), datetime(2026, 1, 1), {1: 2}, object()])  # noqa: DTZ001
def test_what_has_no_one_form_is_refused(value):
    with pytest.raises(NotCanonicalError):
        canonical(value)


def test_salt_hides_the_body_and_prev_chains_the_row():
    assert body_hash(b"a" * 16, {"x": 1}, "sm3") != body_hash(b"b" * 16, {"x": 1}, "sm3")
    assert event_hash(bytes(32), {"seq": 1}, "sm3") != event_hash(b"\x01" * 32, {"seq": 1}, "sm3")


def test_a_column_added_later_and_left_empty_changes_no_hash():
    assert event_hash(bytes(32), {"seq": 1}, "sm3") == event_hash(bytes(32), {"seq": 1, "new": None}, "sm3")


@given(st.integers(1, 40), st.data())
def test_a_path_proves_its_leaf_and_no_other(size, data):
    leaves = [digest(bytes([n]), "sha256") for n in range(size)]
    index = data.draw(st.integers(0, size - 1))
    root, path = merkle_root(leaves, "sha256"), merkle_path(leaves, index, "sha256")
    assert merkle_verify(leaves[index], path, root, "sha256")
    assert not merkle_verify(digest(b"other", "sha256"), path, root, "sha256")


def test_any_changed_leaf_changes_the_root():
    leaves = [digest(bytes([n]), "sm3") for n in range(7)]
    for index in range(7):
        assert merkle_root([*leaves[:index], b"x" * 32, *leaves[index + 1 :]], "sm3") != merkle_root(
            leaves, "sm3"
        )

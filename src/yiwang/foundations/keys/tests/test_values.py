"""What is closed opens only for its purpose, unaltered; blind indexes are stable."""

import base64
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yiwang.foundations.keys.public import (
    KeyConfigurationError,
    SealBrokenError,
    UnknownKeyError,
    blind,
    blind_candidates,
    content_address,
    decrypt,
    decrypt_bytes,
    encrypt,
    encrypt_bytes,
    is_token,
    key_rotate,
)


@given(st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_any_text_comes_back(text):
    token = encrypt(text, purpose="party.phone")
    assert decrypt(token, purpose="party.phone") == text
    assert is_token(token)
    assert token.startswith("k1.")


def test_the_same_text_never_gives_the_same_token():
    assert encrypt("441202199001011236", purpose="p") != encrypt("441202199001011236", purpose="p")


def test_another_purpose_does_not_open():
    token = encrypt("13800000000", purpose="party.phone")
    with pytest.raises(SealBrokenError, match="用途"):
        decrypt(token, purpose="party.id_number")


def test_every_altered_byte_is_noticed():
    sealed = encrypt_bytes(b"abc", purpose="file")
    for place in range(3, len(sealed)):
        broken = bytearray(sealed)
        broken[place] ^= 1
        with pytest.raises(SealBrokenError):
            decrypt_bytes(bytes(broken), purpose="file")


def test_a_token_cannot_claim_another_key():
    token = encrypt("x", purpose="p")
    key_rotate()
    with pytest.raises(SealBrokenError):
        decrypt("k2." + token.partition(".")[2], purpose="p")


@pytest.mark.parametrize("junk", ["", "k1", "k1.", "k1.!!!", "hello", "k1.AAAA"])
def test_junk_is_refused_with_a_sentence(junk):
    with pytest.raises((SealBrokenError, UnknownKeyError)):
        decrypt(junk, purpose="p")


def test_a_missing_key_is_named(key_folder):
    token = encrypt("x", purpose="p")
    with pytest.raises(UnknownKeyError, match="k9"):
        decrypt("k9." + token.partition(".")[2], purpose="p")


def test_blind_index_is_stable_per_purpose_and_tells_nothing():
    first = blind("441202199001011236", purpose="party.id")
    assert first == blind("441202199001011236", purpose="party.id")
    assert first != blind("441202199001011236", purpose="party.phone")
    assert "441202" not in first


def test_blind_index_survives_rotation_of_encryption_keys():
    before = blind("x", purpose="p")
    key_rotate()
    assert blind("x", purpose="p") == before


def test_during_blind_rotation_both_indexes_are_searched():
    before = blind("x", purpose="p")
    key_rotate(blind_too=True)
    assert blind("x", purpose="p") != before
    assert blind_candidates("x", purpose="p") == [before, blind("x", purpose="p")]


def test_content_address_hides_content_but_finds_equals():
    assert content_address(b"a", purpose="files") == content_address(b"a", purpose="files")
    assert content_address(b"a", purpose="files") != content_address(b"b", purpose="files")


def test_old_tokens_open_after_rotation_and_new_ones_use_the_new_key():
    old = encrypt("x", purpose="p")
    assert key_rotate() == ["k2"]
    assert decrypt(old, purpose="p") == "x"
    assert encrypt("x", purpose="p").startswith("k2.")


def test_key_files_are_for_the_owner_only(key_folder):
    encrypt("x", purpose="p")
    assert {path.stat().st_mode & 0o777 for path in key_folder.glob("*.key")} == {0o600}
    assert key_folder.stat().st_mode & 0o777 == 0o700


def test_a_key_file_others_can_read_is_refused(key_folder):
    encrypt("x", purpose="p")
    key_rotate()
    (key_folder / "k1.key").chmod(0o644)
    (key_folder / "k3.tmp").touch()
    with pytest.raises(KeyConfigurationError, match="chmod 600"):
        encrypt("x", purpose="p")


def test_keys_may_come_from_the_environment_and_are_then_never_written(monkeypatch, key_folder):
    pair = ",".join(f"{n}:{base64.b64encode(os.urandom(32)).decode()}" for n in ("k3", "b1"))
    monkeypatch.setenv("YIWANG_KEYS", pair)
    assert decrypt(encrypt("x", purpose="p"), purpose="p") == "x"
    assert not key_folder.exists()
    with pytest.raises(KeyConfigurationError, match="YIWANG_KEYS"):
        key_rotate()


def test_a_mistyped_key_is_told(monkeypatch):
    monkeypatch.setenv("YIWANG_KEYS", "k1:abc,b1:abc")
    with pytest.raises(KeyConfigurationError, match="32 字节"):
        encrypt("x", purpose="p")

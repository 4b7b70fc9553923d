"""Sounds are told by their content, measured by it, and freed of what recorders write beside them."""

import io
import wave
from struct import pack

import pytest

from yiwang.foundations.files.domain.rules import FileRefusedError
from yiwang.foundations.files.domain.sounds import SoundRules, sound_cleaned, sound_kind
from yiwang.foundations.files.domain.sounds.kinds import M4A, MP3, OGG, SOUNDS, WAV, WEBM
from yiwang.foundations.files.domain.sounds.ogg import _checksum

RULES = SoundRules(frozenset(SOUNDS.values()), 200_000, 5)
SECRET = "李示范的手机 北纬23.05".encode()


def wav(seconds=1, rate=8000):
    """Silence, with a chunk that names the device."""
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(rate)
        file.writeframes(b"\x80" * int(seconds * rate))
    return held.getvalue() + b"LIST" + pack("<I", len(SECRET)) + SECRET


def mp3(frames=40):
    tag = b"ID3\x04\x00\x00" + bytes((0, 0, 0, len(SECRET))) + SECRET
    frame = b"\xff\xfb\x90\x00" + bytes(413)  # MPEG 1, layer III, 128 kbit/s, 44.1 kHz: 417 bytes
    return tag + frame * frames + b"TAG" + SECRET.ljust(125, b"\0")


def box(kind, body):
    return pack(">I", len(body) + 8) + kind + body


def m4a(seconds=2, handler=b"soun", codec=b"mp4a"):
    head = box(b"mvhd", bytes(12) + pack(">II", 1000, seconds * 1000) + bytes(80))
    shape = box(b"stbl", box(b"stsd", bytes(8) + pack(">I", 16) + codec))
    track = box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(12)) + box(b"minf", shape))
    moov = box(b"moov", head + box(b"trak", track) + box(b"udta", SECRET))
    return box(b"ftyp", b"M4A isom") + moov + box(b"mdat", bytes(50))


def page(body, samples, number):
    head = b"OggS\0\0" + pack("<qIII", samples, 7, number, 0) + bytes((1, len(body)))
    whole = bytearray(head + body)
    whole[22:26] = pack("<I", _checksum(bytes(whole)))
    return bytes(whole)


def ogg(seconds=2, first=b"OpusHead"):
    tags = b"OpusTags" + pack("<I", len(SECRET)) + SECRET
    return page(first + bytes(11), 0, 0) + page(tags, 0, 1) + page(bytes(90), seconds * 48000, 2)


def element(kind, body):
    return bytes.fromhex(kind) + bytes((0x80 | len(body),)) + body


def webm(milliseconds=2000, codec=b"A_OPUS"):
    head = element("1a45dfa3", element("4282", b"webm"))
    track = element("1654ae6b", element("ae", element("86", codec)))
    cluster = bytes.fromhex("1f43b675") + b"\x01" + b"\xff" * 7
    cluster += element("e7", pack(">H", milliseconds)) + element("a3", b"\x81\0\x14\x80" + bytes(40))
    tags = element("1254c367", element("7373", element("67c8", element("4487", SECRET))))
    live = bytes.fromhex("18538067") + b"\x01" + b"\xff" * 7
    return head + live + element("1549a966", element("7ba9", SECRET)) + track + tags + cluster


MADE = {WAV: wav, MP3: mp3, M4A: m4a, OGG: ogg, WEBM: webm}


@pytest.mark.parametrize("mime", MADE)
def test_a_sound_is_kept_without_what_its_recorder_wrote(mime):
    data = MADE[mime]()
    assert SECRET in data
    kept = sound_cleaned(data, RULES)
    assert kept.mime == mime == sound_kind(kept.data)
    assert SECRET not in kept.data
    assert sound_cleaned(kept.data, RULES).data == kept.data


@pytest.mark.parametrize("data", [wav(9), mp3(300), m4a(9), ogg(9), webm(9000)], ids=list(MADE))
def test_what_is_too_long_is_refused_in_seconds(data):
    with pytest.raises(FileRefusedError, match="最长 5 秒"):
        sound_cleaned(data, RULES)


@pytest.mark.parametrize(
    "data",
    [m4a(handler=b"vide"), m4a(codec=b"samr"), webm(codec=b"V_VP8"), ogg(first=b"\x80theora"), b"MZ\x90 prog",
     b"%PDF-1.7", b"<svg/>", b"\xff\xd8\xff\xe0 picture"],
)  # fmt: skip
def test_films_and_everything_else_are_refused_whatever_they_are_called(data):
    with pytest.raises(FileRefusedError) as refused:
        sound_cleaned(data, RULES)
    assert refused.value.code in ("type", "damaged")
    assert "M4A、MP3、OGG、WAV、WebM" in str(refused.value)


@pytest.mark.parametrize("mime", MADE)
def test_what_is_cut_off_or_scrambled_is_a_sentence_not_an_error(mime):
    data = MADE[mime]()
    for at in range(0, len(data), 7):
        for bad in (
            data[:at],
            data[:at] + b"\xff" + data[at + 1 :],
            data[:at] + b"\0\0\0\0" + data[at + 4 :],
        ):
            try:
                assert sound_cleaned(bad, RULES).data
            except FileRefusedError as refused:
                assert str(refused)


def test_empty_and_large_ones_are_refused():
    for data, code in ((b"", "empty"), (bytes(200_001), "too_big")):
        with pytest.raises(FileRefusedError) as refused:
            sound_cleaned(data, RULES)
        assert refused.value.code == code


def test_boxes_without_end_are_damage():
    deep = b""
    for _ in range(3000):
        deep = box(b"moov", deep)
    with pytest.raises(FileRefusedError, match="打不开"):
        sound_cleaned(box(b"ftyp", b"M4A isom") + deep, RULES)


def test_a_pack_may_take_fewer_kinds():
    with pytest.raises(FileRefusedError, match="WAV"):
        sound_cleaned(mp3(), SoundRules(frozenset({WAV}), 200_000, 5))

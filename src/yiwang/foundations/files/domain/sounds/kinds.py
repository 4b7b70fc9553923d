"""Which sound bytes are; by their content, never by a name."""

WAV, MP3, OGG, M4A, WEBM = "audio/wav", "audio/mpeg", "audio/ogg", "audio/mp4", "audio/webm"
SOUNDS = {"wav": WAV, "mp3": MP3, "ogg": OGG, "m4a": M4A, "webm": WEBM}
"""What browsers play, by the word that packs use."""

ENDINGS = {mime: word for word, mime in SOUNDS.items()}
LAYER_3 = 0x02
"""The two bits of an MPEG frame that say MP3; AAC has none of them."""


def sound_kind(data: bytes) -> str:
    """The type of a sound; "" for what is none."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return WAV
    if data[:3] == b"ID3" or is_frame(data[:2]):
        return MP3
    if data[4:8] == b"ftyp":
        return M4A
    return OGG if data[:4] == b"OggS" else WEBM if data[:4] == b"\x1a\x45\xdf\xa3" else ""


def is_frame(head: bytes) -> bool:
    """Whether a frame of MP3 begins so."""
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE0 | LAYER_3

"""Whether bytes are a sound that a browser plays; by their content, never by a name."""

WAV, MP3, OGG = "audio/wav", "audio/mpeg", "audio/ogg"
ENDINGS = {WAV: "wav", MP3: "mp3", OGG: "ogg"}


def sound_kind(data: bytes) -> str:
    """The type of a recording; "" for what is none."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return WAV
    if data[:3] == b"ID3" or (len(data) > 1 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0):
        return MP3
    return OGG if data[:4] == b"OggS" else ""

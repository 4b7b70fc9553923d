"""From what somebody recorded to what is kept: told, measured, refused or freed of what was written beside it."""

from dataclasses import dataclass
from struct import error as struct_error

from ..rules import Cleaned, FileRefusedError
from . import mp3, mp4, ogg, wav, webm
from .heard import Heard, NotASound
from .kinds import M4A, MP3, OGG, WAV, WEBM, sound_kind

READERS = {WAV: wav.read, MP3: mp3.read, OGG: ogg.read, M4A: mp4.read, WEBM: webm.read}
WORDS = {WAV: "WAV", MP3: "MP3", OGG: "OGG", M4A: "M4A", WEBM: "WebM"}


@dataclass(frozen=True)
class SoundRules:
    """What a caller lets in: types by content, bytes, seconds."""

    allowed: frozenset[str]
    max_bytes: int
    max_seconds: float


def sound_cleaned(data: bytes, rules: SoundRules) -> Cleaned:
    """The sound to keep, and its true type.

    Raises:
        FileRefusedError: empty, too big, too long, no sound that browsers play, or damaged.
    """
    if not data:
        raise FileRefusedError("empty", "录音是空的，请重新录一次。")
    if len(data) > rules.max_bytes:
        limit = f"{rules.max_bytes / 1_000_000:g} MB"
        raise FileRefusedError("too_big", f"录音超过 {limit}。请录短一些，分两次说，或者写下来。")
    kind = sound_kind(data)
    if kind not in rules.allowed:
        raise _not_allowed(rules)
    heard = _heard(data, kind, rules)
    if heard.seconds is not None and heard.seconds > rules.max_seconds + 1:
        what = f"录音有 {heard.seconds:.0f} 秒，最长 {rules.max_seconds:g} 秒。请录短一些，分两次说，或者写下来。"
        raise FileRefusedError("too_long", what)
    return Cleaned(heard.data, kind)


def _heard(data: bytes, kind: str, rules: SoundRules) -> Heard:
    try:
        return READERS[kind](data)
    except NotASound as error:
        raise _not_allowed(rules) from error
    except (ValueError, IndexError, KeyError, RecursionError, struct_error) as error:
        raise FileRefusedError("damaged", "录音打不开，可能没有传完整。请重新录一次。") from error


def _not_allowed(rules: SoundRules) -> FileRefusedError:
    words = "、".join(sorted(WORDS[mime] for mime in rules.allowed))
    what = f"这不是能在浏览器里听的录音（不收视频）。请用本页的录音按钮，或者选 {words} 文件。"
    return FileRefusedError("type", what)

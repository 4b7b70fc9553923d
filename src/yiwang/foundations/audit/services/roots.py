"""Publishing the seals of whole days: a signed file a day in ``<data>/seals/roots``, written once, never changed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.db import connection

from yiwang.foundations.audit.domain.roots import UNSIGNED, roots_of
from yiwang.foundations.audit.domain.seals import Seal
from yiwang.foundations.keys.public import file_write_once
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

_SEALS = """SELECT id, at, algo, count, prev, root, hash FROM seal WHERE at >= %s AND at < %s ORDER BY id"""
_FIRST = "SELECT min(at) FROM seal"


class RootsDiffer(RuntimeError):
    """What the database says of a day is not what was published of it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} 已经公布，和数据库里的封存不一致：封存被改动过，或者换了签名的密钥。"
            "请保留这个文件，运行 yiwang audit verify，并查清是谁改的。"
        )


@dataclass(frozen=True)
class Published:
    """One day's file; ``fresh`` if this run wrote it."""

    path: Path
    day: date
    seals: int
    fresh: bool


def roots_folder() -> Path:
    """Where the files lie; copy them to a web server, a gazette, another authority."""
    return Path(settings.YIWANG_DATA) / "seals" / "roots"


def roots_publish(now: datetime, zone: tzinfo, *, whole: bool = True) -> list[Published]:
    """Publish every whole day that has seals and is not published yet, and compare those that are.

    Args:
        now: the instant; the day it falls in is not over and is not published.
        zone: whose days.
        whole: compare every published day; otherwise only the last one, as the worker does every hour.

    Raises:
        RootsDiffer: a published day is not what the database says.
    """
    return [_publish(day, seals) for day, seals in _days(now, zone, _last() if not whole else None)]


def _last() -> date | None:
    """The newest published day."""
    names = [path.stem for path in roots_folder().glob("????-??-??.json")]
    return date.fromisoformat(max(names)) if names else None


def _days(now: datetime, zone: tzinfo, begin: date | None) -> Iterator[tuple[date, list[Seal]]]:
    first, today = _first(), now.astimezone(zone).date()
    day = begin or (first.astimezone(zone).date() if first else today)
    while day < today:
        morning = datetime.combine(day, time.min, zone)
        following = datetime.combine(day + timedelta(days=1), time.min, zone)
        if seals := _seals(morning, following):
            yield day, seals
        day += timedelta(days=1)


def _first() -> datetime | None:
    with as_actor(system_actor("roots")), connection.cursor() as cursor:
        cursor.execute(_FIRST)
        found: datetime | None = cursor.fetchone()[0]
    return found


def _seals(begin: datetime, end: datetime) -> list[Seal]:
    with as_actor(system_actor("roots")), connection.cursor() as cursor:
        cursor.execute(_SEALS, [begin, end])
        return [Seal(*row[:4], *(bytes(mark) for mark in row[4:])) for row in cursor.fetchall()]


def _publish(day: date, seals: list[Seal]) -> Published:
    path, made = roots_folder() / f"{day}.json", roots_of(day, seals, _key())
    if path.exists():
        if _signed(json.loads(path.read_text(encoding="utf-8"))) != _signed(made):
            raise RootsDiffer(path)
        return Published(path, day, len(seals), fresh=False)
    file_write_once(path, json.dumps(made, ensure_ascii=False, indent=1).encode() + b"\n", 0o644)
    return Published(path, day, len(seals), fresh=True)


def _signed(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in UNSIGNED}


def _key() -> Ed25519PrivateKey:
    """The site's key for this, made at first use; its public half belongs where people trust it."""
    path = Path(settings.YIWANG_DATA) / "seals" / "roots-key.pem"
    if not path.exists():
        made = Ed25519PrivateKey.generate()
        file_write_once(path, made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), 0o600)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path} 不是 Ed25519 密钥；请恢复原来的文件。")
    return key

"""Having published days stamped by an authority of time: the token lies beside the file, asked for until it is there.

Publishing waits for nobody: an authority that is silent costs a day its stamp for a while, never its publication.
"""

import logging
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_pem_x509_certificates
from django.conf import settings

from yiwang.foundations.audit.domain.stamps import (
    Stamp,
    StampAuthority,
    StampFailedError,
    stamp_digest,
    stamp_problem,
    stamp_read,
)
from yiwang.foundations.audit.domain.verifying import Finding
from yiwang.foundations.audit.services.roots import roots_folder
from yiwang.foundations.keys.public import file_write_once

log = logging.getLogger(__name__)
_bound: list[StampAuthority] = []


@dataclass(frozen=True)
class Stamped:
    """One published day and its stamp; None while it waits for one."""

    path: Path
    stamp: Stamp | None


def stamps_use(authority: StampAuthority | None) -> None:
    """Have stamps asked of an authority; None: of nobody."""
    _bound[:] = [authority] if authority else []


def stamps_from() -> StampAuthority | None:
    """Who gives stamps here; None if nobody does."""
    return _bound[0] if _bound else None


def stamps_ask(most: int = 40) -> int:
    """Ask for the stamps that are missing, the oldest day first; at the first refusal the rest waits for the next run.

    Returns:
        How many came.
    """
    authority, made = stamps_from(), 0
    if authority is None:
        return 0
    for path in [day for day in _days() if not token_path(day).exists()][:most]:
        data = path.read_bytes()
        try:
            token = authority.stamp(stamp_digest(data))
        except StampFailedError as error:
            log.warning("time stamp is late", extra={"day": path.stem, "error": str(error)})
            break
        if wrong := stamp_problem(token, data, stamps_trusted()):
            log.error("time stamp is no good", extra={"day": path.stem, "error": wrong})
            break
        made += file_write_once(token_path(path), token, 0o644)
    return made


def stamps_known() -> list[Stamped]:
    """Every published day with its stamp, oldest first. Raises ValueError for a token that cannot be read."""
    return [Stamped(day, _read(token_path(day))) for day in _days()]


def stamp_findings() -> list[Finding]:
    """What is wrong with the stamps: a token that is not over its day's file, or not signed as it says."""
    found = []
    for path in _days():
        token = token_path(path)
        if token.exists() and (
            wrong := stamp_problem(token.read_bytes(), path.read_bytes(), stamps_trusted())
        ):
            found.append(Finding("seal", path.stem, 0, wrong, "seal"))
    return found


def stamps_trusted() -> list[bytes]:
    """The certificates (DER) of authorities trusted here: PEM files in the folder YIWANG_TSA_CERTIFICATES."""
    named = settings.YIWANG_TSA_CERTIFICATES
    texts = [path.read_bytes() for path in sorted(Path(named).glob("*.pem"))] if named else []
    return [held.public_bytes(Encoding.DER) for text in texts for held in load_pem_x509_certificates(text)]


def token_path(day: Path) -> Path:
    """Where the token of a published file lies."""
    return day.with_suffix(".tst")


def _days() -> list[Path]:
    return sorted(roots_folder().glob("????-??-??.json"))


def _read(token: Path) -> Stamp | None:
    return stamp_read(token.read_bytes()) if token.exists() else None

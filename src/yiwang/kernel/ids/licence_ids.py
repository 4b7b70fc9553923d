"""Identifiers of electronic licences (GB/T 36904).

``root OID . type code (21) . issuing body's USCC (18) . serial (20) . version (3) . check``; the check
character is ISO 7064 MOD 37,36 over the four parts before it.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from stdnum.iso7064 import mod_37_36

from .checked import Rule, Verdict, fine, shape, wrong
from .organisations import uscc_check_digit

ROOT_OID: Final = "1.2.156.3005.2"
"""The root under which licences are identified, by GB/T 36904."""

_INNER: Final = re.compile(r"[0-9A-Z]{21}\.[0-9A-Z]{18}\.[0-9A-Z]{20}\.\d{3}")
_WHOLE: Final = re.compile(rf"(\d+(?:\.\d+)+)\.({_INNER.pattern})\.([0-9A-Z])")


@dataclass(frozen=True)
class LicenceId:
    """A licence identifier in its parts."""

    type_code: str
    body: str
    serial: str
    version: int
    root: str = ROOT_OID

    def __post_init__(self) -> None:
        if not _INNER.fullmatch(self._inner):
            raise ValueError(
                "电子证照标识须由 21 位证照类型代码、18 位颁发机构代码、20 位大写字母数字流水号"
                "和 1 至 999 的版本号组成。"
            )

    @property
    def check(self) -> str:
        """The check character."""
        return str(mod_37_36.calc_check_digit(self._inner.replace(".", "")))

    def __str__(self) -> str:
        return f"{self.root}.{self._inner}.{self.check}"

    @classmethod
    def parse(cls, text: str) -> "LicenceId":
        """Read an identifier.

        Raises:
            ValueError: it is none, or its check character is wrong.
        """
        found = _WHOLE.fullmatch(text)
        if found is None:
            raise ValueError(f"“{text}”不是电子证照标识。")
        type_code, body, serial, version = found[2].split(".")
        held = cls(type_code, body, serial, int(version), found[1])
        if held.check != found[3]:
            raise ValueError("校验位不符（最后一位与前面算不上），请逐位核对。")
        return held

    @property
    def _inner(self) -> str:
        return f"{self.type_code}.{self.body}.{self.serial}.{self.version:03d}"


def _judge(text: str, today: date | None) -> Verdict:
    try:
        held = LicenceId.parse(text)
    except ValueError as error:
        return wrong(str(error))
    return fine("" if _body_fits(held.body) else "其中的颁发机构代码校验位不符")


def _body_fits(body: str) -> bool:
    try:
        return uscc_check_digit(body[:17]) == body[17]
    except ValueError:
        return False


LICENCE_ID = Rule("licence_id", "电子证照标识", shape(_WHOLE.pattern), _judge)

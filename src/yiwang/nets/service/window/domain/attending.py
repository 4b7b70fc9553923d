"""For whom somebody in presence acts, how he proved it, what became of each material: words and what is refused."""

from dataclasses import dataclass
from typing import Final

SELF, LEGAL, AGENT, MANDATE = "self", "legal_representative", "agent", "mandate"

CAPACITIES: Final = {
    SELF: "本人",
    LEGAL: "单位的法定代表人或负责人",
    AGENT: "单位的经办人",
    MANDATE: "受他人委托",
}
"""In what capacity somebody stands before the clerk."""

ORGANISATION: Final = (LEGAL, AGENT)
"""Capacities in which one acts for an organisation."""

PROOFS: Final = {"pad": "签字板签名", "fingerprint": "指纹", "scan": "纸质签名扫描件"}
"""How the person in presence confirmed what was read to him."""

RESULTS: Final = {"online": "电子证照（网上领取）", "mail": "邮寄"}
"""How a result reaches whoever handed in at a partner's hall."""

DELIVERY: Final = {
    "": "不另外选：电子证照，或者按上面填的",
    "pickup": "到收件的地方领取",
    "post": "邮寄到家",
}
"""How somebody in presence wants the results; the first leaves it as the application says."""

CHANNELS: Final = {"counter": "窗口", "village": "村居帮办", "partner": "合作大厅系统"}

OPEN, RECEIVED, LEFT = "open", "received", "left"
STATES: Final = {OPEN: "正在填", RECEIVED: "已收件", LEFT: "没有办成"}


@dataclass(frozen=True)
class Identified:
    """Whom a document or a typed number names.

    Attributes:
        source: ``reader`` if a device read the document, ``hand`` if it was typed.
    """

    name: str
    id_kind: str
    id_number: str
    phone: str = ""
    source: str = "hand"


class AttendingRefused(Exception):
    """Something that cannot be done for the person in presence; the sentence says why and what to do."""


@dataclass(frozen=True)
class Kept:
    """What became of one material at the counter.

    Attributes:
        seen: the original was compared and given back.
        copied: a copy stays.
        original: the original itself stays, in custody under a code of its own.
        file: it was scanned or photographed.
        promised: a commitment stands for it.
    """

    key: str
    label: str
    seen: bool = False
    copied: bool = False
    original: bool = False
    file: bool = False
    promised: bool = False

    @property
    def words(self) -> str:
        """What the receipt says."""
        told = {
            "原件已核对，当场退还": self.seen and not self.original,
            "留存复印件": self.copied,
            "留存原件": self.original,
            "已扫描": self.file,
            "以承诺代替或以后补交": self.promised,
        }
        return "；".join(word for word, holds in told.items() if holds) or "未交"

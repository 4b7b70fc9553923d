"""What a pack says about the hotline: its rules, what it shares with the outside, what people call about on a demo."""

from .outside import (
    HOTLINE_OUTSIDE,
    HotlineOutside,
    Open311,
    OutsideChannel,
    PublicBoard,
    SurgeRule,
)
from .rules import (
    DEFAULT,
    DEMO_DEMAND,
    HOTLINE_RULES,
    LEARNT_FROM,
    Category,
    DemandType,
    DemoDemand,
    HotlineLimit,
    HotlineRules,
    MergedLine,
    NotAccepted,
    VoiceRules,
)

__all__ = [
    "DEFAULT",
    "DEMO_DEMAND",
    "HOTLINE_OUTSIDE",
    "HOTLINE_RULES",
    "LEARNT_FROM",
    "Category",
    "DemandType",
    "DemoDemand",
    "HotlineLimit",
    "HotlineOutside",
    "HotlineRules",
    "MergedLine",
    "NotAccepted",
    "Open311",
    "OutsideChannel",
    "PublicBoard",
    "SurgeRule",
    "VoiceRules",
]

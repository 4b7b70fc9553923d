"""Tables of the hotline: demands beside their cases, callers apart from both, and who may never see which."""

from .demand import HotlineAnswer, HotlineBarred, HotlineCaller, HotlineDemand
from .look import IdentityLook
from .outside import HotlineRelayed
from .publishing import HotlineMonthly, HotlineRelease, HotlineSurge
from .telling import HotlineKnock, HotlinePhoto, HotlineVoice

__all__ = [
    "HotlineAnswer",
    "HotlineBarred",
    "HotlineCaller",
    "HotlineDemand",
    "HotlineKnock",
    "HotlineMonthly",
    "HotlinePhoto",
    "HotlineRelayed",
    "HotlineRelease",
    "HotlineSurge",
    "HotlineVoice",
    "IdentityLook",
]

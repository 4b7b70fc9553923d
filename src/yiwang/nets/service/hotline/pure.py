"""The hotline without Django: its kinds of definitions, and what a demand says. Others enter here."""

from .definitions import (
    DEFAULT,
    DEMO_DEMAND,
    HOTLINE_OUTSIDE,
    HOTLINE_RULES,
    LEARNT_FROM,
    DemandType,
    DemoDemand,
    HotlineOutside,
    HotlineRules,
    NotAccepted,
    Open311,
    OutsideChannel,
    PublicBoard,
    SurgeRule,
)
from .domain.channels import ChannelGateway, ChannelOrder, OrderForged
from .domain.demand import Caller, Demand
from .domain.errors import HotlineRefused
from .domain.shared import ChangeShared, Origin, Shared, SharedQuery

__all__ = [
    "DEFAULT",
    "DEMO_DEMAND",
    "HOTLINE_OUTSIDE",
    "HOTLINE_RULES",
    "LEARNT_FROM",
    "Caller",
    "ChangeShared",
    "ChannelGateway",
    "ChannelOrder",
    "Demand",
    "DemandType",
    "DemoDemand",
    "HotlineOutside",
    "HotlineRefused",
    "HotlineRules",
    "NotAccepted",
    "Open311",
    "OrderForged",
    "Origin",
    "OutsideChannel",
    "PublicBoard",
    "Shared",
    "SharedQuery",
    "SurgeRule",
]

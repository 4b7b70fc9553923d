"""Applications without Django: how a source of facts looks, typed values, what is shown, seeds of cases."""

from .definitions import DEMO_TOPIC
from .domain.facts import FactQuery, FactSource, Offer
from .domain.fields import FieldRefused, field_value, masked, said
from .domain.seeding import Handed, seeds

__all__ = [
    "DEMO_TOPIC", "FactQuery", "FactSource", "FieldRefused", "Handed", "Offer", "field_value", "masked", "said",
    "seeds",
]  # fmt: skip

"""Applications without Django: how a source of facts looks, typed values, what is shown, seeds of cases."""

from .definitions import DEMO_TOPIC, DemoTopic, TopicRecord
from .domain.counting import Typed, count_typed
from .domain.facts import FactQuery, FactSource, Offer
from .domain.fields import FieldRefused, field_value, half_width, masked, said
from .domain.keys import Key, KeyUnreadable, key_of, key_text
from .domain.seeding import Handed, item_slice, seeds
from .domain.shown import changes, structure

__all__ = [
    "DEMO_TOPIC", "DemoTopic", "FactQuery", "FactSource", "FieldRefused", "Handed", "Key", "KeyUnreadable",
    "Offer",
    "TopicRecord", "Typed", "changes", "count_typed", "field_value", "half_width", "item_slice", "key_of",
    "key_text",
    "masked", "said", "seeds", "structure",
]  # fmt: skip

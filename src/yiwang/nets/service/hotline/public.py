"""The 12345 hotline. Others enter here."""

from .selectors.channels import channels_in_force
from .selectors.rules import rules_in_force
from .selectors.seat import places_named
from .selectors.sharing import changes_shared, demands_shared, outside_in_force, token_read
from .services.channels import channel_use, order_take
from .services.demo import demo_demand_seeds, demo_demands_keep
from .services.demo_calls import demo_calls_of
from .services.demo_months import demo_months_publish
from .services.recordings import calls_turn
from .services.relaying import Relayed, demand_relay
from .services.surging import surges_watch
from .services.telling import TOO_MANY

__all__ = [
    "TOO_MANY",
    "Relayed",
    "calls_turn",
    "changes_shared",
    "channel_use",
    "channels_in_force",
    "demand_relay",
    "demands_shared",
    "demo_calls_of",
    "demo_demand_seeds",
    "demo_demands_keep",
    "demo_months_publish",
    "order_take",
    "outside_in_force",
    "places_named",
    "rules_in_force",
    "surges_watch",
    "token_read",
]

"""The 12345 hotline. Others enter here."""

from .selectors.rules import rules_in_force
from .selectors.seat import places_named
from .selectors.sharing import changes_shared, demands_shared, outside_in_force, published, token_read
from .services.demo import DemandSeed, demo_demand_seeds, demo_demands_keep
from .services.relaying import Relayed, demand_relay
from .services.telling import TOO_MANY

__all__ = [
    "TOO_MANY",
    "DemandSeed",
    "Relayed",
    "changes_shared",
    "demand_relay",
    "demands_shared",
    "demo_demand_seeds",
    "demo_demands_keep",
    "outside_in_force",
    "places_named",
    "published",
    "rules_in_force",
    "token_read",
]

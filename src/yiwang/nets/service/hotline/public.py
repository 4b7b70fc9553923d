"""The 12345 hotline. Others enter here."""

from .services.demo import DemandSeed, demo_demand_seeds

__all__ = ["DemandSeed", "demo_demand_seeds"]

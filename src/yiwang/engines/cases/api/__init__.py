"""Cases for machines: the router that the site mounts under ``/api/v1``."""

from .problems import problem
from .routes import router

__all__ = ["problem", "router"]

"""The door for partners' own systems: the router that the site mounts under ``/api/v1``."""

from .routes import router

__all__ = ["router"]

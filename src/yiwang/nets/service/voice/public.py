"""What the site may use of voice: forgetting, daily. Others use nothing; it is an edge."""

from .services.phones import reports_forget

__all__ = ["reports_forget"]

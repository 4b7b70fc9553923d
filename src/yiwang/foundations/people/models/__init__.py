"""Tables of people."""

from .account import Account, AccountManager

__all__ = ["Account", "AccountManager"]

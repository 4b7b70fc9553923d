"""Working calendars as packs publish them."""

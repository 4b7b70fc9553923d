"""A command that stands on the database: Django set up, local days by the zone of the pack in force."""


def stand() -> None:
    """Set Django up and enter the zone; once per command, before anything of ours is imported."""
    import django

    django.setup()
    from yiwang.foundations.calendars.public import zone_use

    zone_use()

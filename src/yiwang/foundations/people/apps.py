"""App configuration of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """人员."""

    name = "yiwang.foundations.people"
    label = "fnd_people"
    verbose_name = "人员"

    def ready(self) -> None:
        """Tell key rotation and erasing where closed values lie."""
        from yiwang.foundations.audit.public import register_party_eraser
        from yiwang.foundations.keys.public import register_encrypted

        from .selectors.parties import ID_PURPOSE, PHONE_PURPOSE

        for column, blind, purpose in (
            ("id_number", "id_blind", ID_PURPOSE),
            ("phone", "phone_blind", PHONE_PURPOSE),
        ):
            register_encrypted("fnd_people.Party", column, purpose, blind=blind, blind_purpose=purpose)
        register_party_eraser("people", blinds=(PHONE_PURPOSE,))

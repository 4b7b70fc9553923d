"""App configuration of calls."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    """通话."""

    name = "yiwang.engines.calls"
    label = "eng_calls"
    verbose_name = "通话"

    def ready(self) -> None:
        """Tell rotation and erasing of the closed column; have recordings fetched by the outbox."""
        from yiwang.foundations.audit.public import register_eraser, register_party_eraser
        from yiwang.foundations.keys.public import BlindCopy, register_encrypted

        from .policies import NUMBER
        from .subscribers import connect

        tasks = BlindCopy("eng_calls.CallTask", "number_blind", by="call_id")
        register_encrypted(
            "eng_calls.Call", "number", NUMBER, blind="number_blind", blind_purpose=NUMBER, copies=(tasks,)
        )
        connect()
        register_eraser("calls")
        register_party_eraser("calls", blinds=(NUMBER,))

"""App configuration of cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """办件."""

    name = "yiwang.engines.cases"
    label = "eng_cases"
    verbose_name = "办件"

    def ready(self) -> None:
        """Have the log sealed with the others; tell people by the outbox; keep units whose work is open."""
        from yiwang.foundations.audit.public import (
            SealedLog,
            register_eraser,
            register_log,
            register_party_eraser,
        )
        from yiwang.foundations.organisations.public import work_check
        from yiwang.foundations.people.public import account_work_check

        from .selectors.work import account_task_count, places_with_work
        from .subscribers import connect

        register_log(
            SealedLog(
                "cases", "办件记录", events="event", bodies="event_body", subject="root_id", heads='"case"',
                head_subject="id", head_seq="chain_seq", head_hash="chain_head",
            )
        )  # fmt: skip
        work_check(places_with_work)
        account_work_check(account_task_count)
        connect()
        register_eraser("cases")
        register_eraser("case_follows")
        register_party_eraser("cases")

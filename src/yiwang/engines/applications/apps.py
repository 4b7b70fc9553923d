"""App configuration of applications."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """申请."""

    name = "yiwang.engines.applications"
    label = "eng_applications"
    verbose_name = "申请"

    def ready(self) -> None:
        """Have the closed values rotated; ask the built-in sources; do what acts on cases have as effects."""
        from yiwang.foundations.audit.public import register_eraser, register_party_eraser
        from yiwang.foundations.keys.public import register_encrypted

        from .selectors.closing import PURPOSE
        from .subscribers import connect

        for model, column in (("DraftValue", "value"), ("DraftFact", "value"), ("Submission", "content"),
                              ("DataCorrection", "held"), ("DataCorrection", "own")):  # fmt: skip
            register_encrypted(f"eng_applications.{model}", column, PURPOSE, paths=("**",))
        register_encrypted(
            "eng_cases.Case", "data", PURPOSE, paths=("form.**",)
        )  # the slices handed to units
        connect()
        register_eraser("applications")
        register_party_eraser("applications")

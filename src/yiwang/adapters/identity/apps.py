"""App configuration of the identity adapter."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """统一身份认证."""

    name = "yiwang.adapters.identity"
    label = "ada_identity"
    verbose_name = "统一身份认证"

    def ready(self) -> None:
        """Write every sign-in, sign-out and failure to the audit log."""
        from . import recording

        recording.connect()

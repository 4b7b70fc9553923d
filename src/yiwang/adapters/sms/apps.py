"""App configuration of the SMS adapter."""

from django.apps import AppConfig


class SmsConfig(AppConfig):
    """短信."""

    name = "yiwang.adapters.sms"
    label = "ada_sms"
    verbose_name = "短信"

    def ready(self) -> None:
        """Bind the stand-in; a city's own gateway binds itself after it."""
        from yiwang.foundations.audit.public import register_eraser, register_party_eraser
        from yiwang.foundations.keys.public import register_encrypted
        from yiwang.foundations.notices.public import sms_gateway_use

        from .demo_box import PURPOSE, DemoBox

        sms_gateway_use(DemoBox())
        register_encrypted("ada_sms.SmsMessage", "phone", PURPOSE)
        register_eraser("sms")
        register_party_eraser("demo_sms")

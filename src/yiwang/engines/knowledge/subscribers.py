"""What knowledge hears of: cases in which a script was agreed to. An edge: it reads the clock."""

from django.utils import timezone

from yiwang.engines.cases.public import EffectCall, bind_effect

from .services.scripts import script_keep


def connect() -> None:
    """Bind the effect; called once in ``ready()``."""
    bind_effect("keep_script", _keep)


def _keep(call: EffectCall) -> None:
    script_keep(call, timezone.now())

"""Pages that may speak to devices on the clerk's own machine: only these name the bridge in their content policy."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http.response import HttpResponseBase

from .gate import View, serving_only


def at_the_window(view: View) -> Callable[..., HttpResponseBase]:
    """A view for hats that serve in presence, from whose page the device bridge may be spoken to, and nobody else."""

    @wraps(view)
    def allowed(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.bridge = settings.YIWANG_DEVICE_BRIDGE
        response = view(request, *args, **kwargs)
        rules = {**settings.CONTENT_SECURITY_POLICY, "connect-src": f"'self' {settings.YIWANG_DEVICE_BRIDGE}"}
        response.headers["Content-Security-Policy"] = "; ".join(
            f"{key} {value}" for key, value in rules.items()
        )
        return response

    return serving_only(allowed)

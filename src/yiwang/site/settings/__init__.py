"""Settings of a Yiwang site: a short map; each value is read once, in the module named."""

from yiwang.site.settings.base import *  # noqa: F403

"""What a web process does before its first request: read the definitions, and stop looking through them for rubbish.

A city's definitions are hundreds of thousands of objects that stay as long as the process does. Every full
collection would walk through all of them, in the middle of somebody's request.
"""

import gc
import logging
from importlib import import_module

from django.db import Error as DatabaseError

from yiwang.engines.catalog.public import catalogue
from yiwang.foundations.releases.public import NoRelease

from .collecting import THRESHOLDS

PREPARED = ("pyhanko.sign.signers", "pyhanko.stamp", "pypdf")
"""What reads and seals PDF takes half a second to import: a command or a test that never does is spared it."""

log = logging.getLogger("yiwang.site")


def warm() -> None:
    """Read what is in force, if anything is, and keep it out of the collector's way."""
    for name in PREPARED:
        import_module(name)
    try:
        catalogue()
    except (NoRelease, DatabaseError) as error:
        log.info("nothing to warm up with: %s", error)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)

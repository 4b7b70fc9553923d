"""Who puts in force what was learnt; tables are read under the learner's own hat, as pages ask who asks."""

from yiwang.kernel.actor import staff_may, system_actor

LEARNER = system_actor("learnt")
"""The hat under which versions are kept, and under which a case goes on alone where a pack allows it."""

USE = "learning.use"
"""Permission word: putting a version in force, rolling it back, training."""

may = staff_may
"""Whether a hat carries any of these permission words."""

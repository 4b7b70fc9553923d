"""The hat under which the portal reads what somebody without a login may learn of a matter."""

from yiwang.kernel.actor import system_actor

PORTAL = system_actor("portal")

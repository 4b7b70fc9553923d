"""Who may do what in mediation: by permission word of the hat."""

from yiwang.kernel.actor import staff_may, system_actor

MEDIATION = system_actor("mediation")
POST = "post:"
"""How the hat of a post begins."""
"""The hat under which requests are opened, and under which what nobody may read is read."""

EFFECT = system_actor("effect")
"""The hat under which the engine hears that something outside it is complete."""

TAKE, MEDIATE, SEAL = "mediation.take", "mediation.mediate", "mediation.seal"
REGISTER, ALARM = "mediation.register", "mediation.alarm"
"""Permission words: taking requests at a desk, mediating, sealing; registers; being told of danger."""

NAME_PURPOSE, PHONE_PURPOSE = "mediation.name", "mediation.phone"
"""What names and phones of sides are closed for."""


may = staff_may
"""Whether a hat carries any of these permission words."""

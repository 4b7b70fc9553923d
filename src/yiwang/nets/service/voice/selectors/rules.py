"""The rules in force, and the halls that answer what cannot be done."""

from dataclasses import dataclass

from yiwang.foundations.organisations.public import bodies_of, body_for, unit_allowed
from yiwang.foundations.releases.public import world

from ..domain.errors import VoiceRefused
from ..pure import DEFAULT, VOICE_RULES, VoiceRules


@dataclass(frozen=True)
class Hall:
    """A hall one may turn to: the code of its place, and its name."""

    division: str
    name: str


def rules_in_force() -> VoiceRules:
    """The pack's rules. Raises VoiceRefused where the pack has none."""
    rules = world().find(VOICE_RULES, DEFAULT)
    if rules is None:
        raise VoiceRefused("本站没有开通“办不成事”反映，请拨打政务服务热线。")
    return rules


def halls() -> list[Hall]:
    """Every hall, by place."""
    return [Hall(body.division_id, body.name) for body in bodies_of(rules_in_force().stuck.function)]


def answering_unit(division: str) -> tuple[str, str]:
    """The unit that answers for a place, and the place itself. Raises VoiceRefused where there is none."""
    rules = rules_in_force().stuck
    body = body_for(rules.function, division or world().pack.division)
    if body is None:
        raise VoiceRefused("这个地方还没有“办不成事”窗口，请换一个大厅。", "division")
    return unit_allowed(body.id, rules.may) or body.id, body.division_id

"""The way of a proposal, without Django: states, acts, permission words, what hinders an act."""

from .domain.states import CONFIRM, OPEN, PROPOSE, PUBLISH, REVIEW, WORDS, Act, State, hindrance

__all__ = ["CONFIRM", "OPEN", "PROPOSE", "PUBLISH", "REVIEW", "WORDS", "Act", "State", "hindrance"]

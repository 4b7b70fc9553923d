"""What a city's own closed cases teach. Others enter here.

bind_history(history)                                   # in ready(): whose cases may be learnt from, and how they read
model_train(actor, "hotline", now=now)                  # a new version with its figures; in force when somebody says so
suggestions("hotline", "category", words)               # with reasons; no library needed
"""

from .domain.errors import LearningRefused
from .domain.fitting import EXTRA, can_train
from .models import LearntModel
from .policies import LEARNER, USE
from .selectors.force import bind_history, learning_rules, use_current
from .selectors.suggesting import Suggestion, suggestions
from .selectors.versions import aims_of, uses, version_lines, versions
from .services.alone import alone_try
from .services.showing import shown_drop, shown_follow, shown_keep, shown_key, shown_settle, shown_turn
from .services.training import Trained, model_train
from .services.using import model_use

__all__ = [
    "EXTRA",
    "LEARNER",
    "USE",
    "LearningRefused",
    "LearntModel",
    "Suggestion",
    "Trained",
    "aims_of",
    "alone_try",
    "bind_history",
    "can_train",
    "learning_rules",
    "model_train",
    "model_use",
    "shown_drop",
    "shown_follow",
    "shown_keep",
    "shown_key",
    "shown_settle",
    "shown_turn",
    "suggestions",
    "use_current",
    "uses",
    "version_lines",
    "versions",
]

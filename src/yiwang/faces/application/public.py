"""An application's fields and questions as widgets. Others enter here."""

from yiwang.faces.application.domain import ANSWER, VALUE, field_widget, question_widget, situation_of
from yiwang.faces.application.selectors import division_options

__all__ = [
    "ANSWER",
    "VALUE",
    "division_options",
    "field_widget",
    "question_widget",
    "situation_of",
]

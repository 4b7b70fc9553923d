"""One condition of a theme, judged alone: for whoever is just typing it."""

from yiwang.loader import Complaint, World

from .item_checks import answered_before, check_expression
from .schemas import theme_schema
from .themes import Theme


def condition_complaints(
    theme: Theme, world: World, text: str, *, row_of: str = "", question: str = ""
) -> list[Complaint]:
    """What is wrong with one condition of a theme, as the check of the pack says it.

    Args:
        theme: as it would be.
        world: with the elements and parameters that it may speak of.
        text: the condition.
        row_of: the party whose rows it judges, for who signs.
        question: the question that it belongs to; it may speak of earlier ones only.
    """
    schema = theme_schema(world, theme, row_of=row_of)
    if question:
        asked = [one.id for one in theme.questions]
        schema = answered_before(schema, asked[: asked.index(question)] if question in asked else asked)
    return list(check_expression(text, schema, ()))

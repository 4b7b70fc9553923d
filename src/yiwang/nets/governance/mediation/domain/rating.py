"""Whether both sides may be asked what they think of a mediation."""

from collections.abc import Collection


def may_be_asked(
    dangers: Collection[str], kind: str, never: tuple[Collection[str], Collection[str]], *, alarmed: bool
) -> bool:
    """Never where a mediator raised the alarm, nor of the dangers and types that the pack names.

    Args:
        dangers: of the request.
        kind: its type of dispute.
        never: dangers, and types, of which nobody is asked.
        alarmed: a mediator raised the alarm.
    """
    return not alarmed and not set(dangers) & set(never[0]) and kind not in never[1]

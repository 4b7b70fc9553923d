"""What a proposal is about: definitions by kind and id, as its ``subjects`` hold them."""

from collections.abc import Iterable, Sequence

ITEM, OVERLAY, THEME, PERSONA = "item", "overlay", "theme", "persona"


def ids_of(subjects: Iterable[Sequence[str]], *kinds: str) -> set[str]:
    """The ids of subjects of these kinds; of a body's row, the item's."""
    return {subject[1].split("/")[-1] for subject in subjects if subject[0] in kinds}

"""What is said when the hotline cannot do something."""


class HotlineRefused(Exception):
    """Something that cannot be done; the sentence says why and what to do instead. ``field`` is where to look."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field

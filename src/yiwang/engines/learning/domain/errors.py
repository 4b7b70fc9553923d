"""What is said when nothing can be learnt or put in force."""


class LearningRefused(Exception):
    """Something that cannot be done; the sentence says why and what to do instead. ``field`` is where to look."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field

"""What is said when knowledge cannot be changed or found."""


class KnowledgeRefused(Exception):
    """Something that cannot be done; the sentence says why and what to do instead. ``field`` is where to look."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class KnowledgeNotFound(LookupError):
    """There is no such article for this actor; whether it exists for others is not said."""

    def __init__(self) -> None:
        super().__init__("没有这条口径，或者已经不再有效；请重新查找。")

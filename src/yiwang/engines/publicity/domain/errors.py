"""What is said when something about publishing cannot be done."""


class PublicityRefused(Exception):
    """An act that cannot be done; the sentence says why and what to do instead."""


class PublicationNotFound(Exception):
    """No such publication, or it is not shown any more: no difference is told."""

    def __init__(self) -> None:
        super().__init__("没有这条公示，或者已经过了公示期、撤下了。")

"""Why an act was not done, as errors whose text is the sentence for the person who asked."""

from ..domain.acting import Refusal


class CaseRefused(Exception):
    """An act that cannot be done. ``refusal`` has its code, sentence and what is wrong with each field."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence)
        self.refusal = refusal


class KeyReused(Exception):
    """One key was used to open two different things."""

    def __init__(self) -> None:
        super().__init__("这个提交标识已经用过，而且上次提交的内容不同；请换一个新的标识再提交。")

"""What can be wrong with an expression, told to the person who wrote it."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any


@dataclass(frozen=True, order=True)
class ExpressionProblem:
    """One thing wrong at one column.

    Attributes:
        column: 1-based column in the expression's text.
        what: a Chinese sentence that says what is wrong.
        mend: a Chinese sentence that says how to mend it.
        code: stable name of the kind of problem, e.g. ``expression.unknown_field``.
    """

    column: int
    what: str
    mend: str
    code: str = "expression.syntax"

    def sentence(self) -> str:
        """Column, what is wrong and how to mend it, in one line."""
        return f"第 {self.column} 列：{self.what}{self.mend}"


class ExpressionError(ValueError):
    """An expression that cannot be used: every problem found, the first also in ``column, what, mend``."""

    def __init__(self, *problems: ExpressionProblem) -> None:
        super().__init__("；".join(problem.sentence() for problem in problems))
        self.problems = problems
        self.column, self.what, self.mend = problems[0].column, problems[0].what, problems[0].mend
        self.code = problems[0].code


def refuse(column: int, what: str, mend: str, code: str = "expression.syntax") -> ExpressionError:
    """An error with one problem; raise what it returns."""
    return ExpressionError(ExpressionProblem(column, what, mend, code))


def nearest(word: str, known: Any) -> str:
    """``是不是“x”？`` if a known word is close, else the known words, shortened."""
    words = sorted(str(k) for k in known)
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f"是不是“{close[0]}”？"
    shown = "、".join(words[:12]) + ("等" if len(words) > 12 else "")
    return f"可用的有：{shown}。" if shown else "这里没有可用的名称。"

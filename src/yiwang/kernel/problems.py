"""What is wrong with something an author wrote, said so that the author can mend it."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one place.

    Attributes:
        file: path of the file, relative to where the command was run or to the pack.
        line: 1-based line; 0 where the whole file is meant.
        what: one sentence that says what is wrong, in the author's words.
        mend: one sentence that says how to mend it.
        code: stable dotted name of the kind of problem, e.g. ``shape.unknown_field``.
        severity: an ``error`` stops the pipeline's later steps; a ``warning`` does not.
        fixable: whether ``--fix`` can mend it by itself.
    """

    file: str
    line: int
    what: str
    mend: str
    code: str = ""
    severity: Severity = "error"
    fixable: bool = False

    def sentence(self) -> str:
        """The problem as one line for a terminal: ``file:line: what mend``."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what} {self.mend}".rstrip()

    def as_json(self) -> dict[str, Any]:
        """The problem as plain values."""
        return asdict(self)

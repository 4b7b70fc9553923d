"""External steps as cards, and what systems outside did not take. Others enter here."""

from yiwang.faces.external.domain import external_line, external_lines
from yiwang.faces.external.selectors import refusing, untold_lines
from yiwang.faces.external.services import all_told_again, told_again

__all__ = ["all_told_again", "external_line", "external_lines", "refusing", "told_again", "untold_lines"]

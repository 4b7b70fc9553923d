"""External steps as cards, and what systems outside did not take. Others enter here."""

from yiwang.faces.external.domain import external_line, external_lines
from yiwang.faces.external.selectors import untold_lines
from yiwang.faces.external.services import told_again

__all__ = ["external_line", "external_lines", "told_again", "untold_lines"]

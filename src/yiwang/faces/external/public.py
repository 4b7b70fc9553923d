"""External steps as cards. Others enter here."""

from yiwang.faces.external.domain import external_line, external_lines

__all__ = ["external_line", "external_lines"]

"""External steps as cards. Others enter here."""

from yiwang.faces.external.domain import CardField, ExternalLine, external_line, external_lines

__all__ = ["CardField", "ExternalLine", "external_line", "external_lines"]

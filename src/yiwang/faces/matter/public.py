"""A matter as people read it: one time line over all its cases. Others enter here."""

from yiwang.faces.matter.domain import Line, case_lines, matter_timeline

__all__ = ["Line", "case_lines", "matter_timeline"]

"""A matter as people read it and act on it: time lines, and acts as forms. Others enter here."""

from yiwang.faces.matter.domain.acts import ActForm, act_forms, sent_data
from yiwang.faces.matter.domain.timeline import Line, case_lines, matter_timeline

__all__ = ["ActForm", "Line", "act_forms", "case_lines", "matter_timeline", "sent_data"]

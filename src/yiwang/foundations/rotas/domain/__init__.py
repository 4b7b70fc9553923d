"""Shifts as spans of time: when somebody must be on duty, where nobody is, who stands there twice. No Django."""

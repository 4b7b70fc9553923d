"""A matter as people read it: time line with durations and holders, task rows, lights."""

"""Reads of audit: the log for audit administrators, and the access log for the person it is about."""

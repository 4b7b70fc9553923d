"""Everybody's one inbox of tasks."""

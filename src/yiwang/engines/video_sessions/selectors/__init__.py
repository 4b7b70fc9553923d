"""Reads of video sessions: what is offered, who waits, what there was."""

"""Everybody's one inbox of tasks. Others enter here.

morning_send(now)                # by the worker: who answers for others' work is told what is due, once a day
"""

from .services import morning_send

__all__ = ["morning_send"]

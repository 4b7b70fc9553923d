"""Answers that are more than a page."""

from django.http import JsonResponse


class RecordedRefusal(JsonResponse):
    """A refusal that is itself a record: what was written while answering stays, although the answer is an error."""

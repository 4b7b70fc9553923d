"""Who still has work: asked before a unit or a post is taken out of use."""

from collections.abc import Collection

from django.db.models import Q

from ..models import Task


def places_with_work(units: Collection[str], posts: Collection[str]) -> list[str]:
    """Those of these units and posts that have an open task, in order."""
    at_these = Q(unit_id__in=list(units)) | Q(post_id__in=list(posts))
    rows = Task.objects.filter(at_these, state="open").values_list("unit_id", "post_id").distinct()
    asked = {*units, *posts}
    return sorted({place for row in rows for place in row if place in asked})

"""Bodies, units and posts of government, and what each post may do. Others enter here."""

from .definitions import ORGANISATIONS, ROLE, Sees
from .models import Body, Post, Role, Unit
from .selectors import (
    PostScope,
    bodies_of,
    body_for,
    body_get,
    post_get,
    post_label,
    post_labels,
    post_scopes,
    posts_current,
    posts_of,
    roles_all,
    unit_allowed,
    unit_get,
    unit_names,
    unit_subtree,
    unit_successor,
    units_around,
)
from .services import AbolishedWithWork, work_check

__all__ = [
    "ORGANISATIONS",
    "ROLE",
    "AbolishedWithWork",
    "Body",
    "Post",
    "PostScope",
    "Role",
    "Sees",
    "Unit",
    "bodies_of",
    "body_for",
    "body_get",
    "post_get",
    "post_label",
    "post_labels",
    "post_scopes",
    "posts_current",
    "posts_of",
    "roles_all",
    "unit_allowed",
    "unit_get",
    "unit_names",
    "unit_subtree",
    "unit_successor",
    "units_around",
    "work_check",
]

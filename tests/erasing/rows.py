"""A row of any table, whatever its columns want: erasing is tried on every app's tables at once."""

from uuid import uuid4

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from yiwang.engines.applications.tests.conftest import NOW


def row(label, **given):
    """A row of a table, with something in every column that must have something."""
    model = apps.get_model(label)
    for field in model._meta.concrete_fields:
        if field.attname not in given and field.name not in given and _must(field):
            given[field.attname] = _something(field)
    return model.objects.bulk_create([model(**given)])[0]


def _must(field):
    is_given = field.has_default() or field.null or getattr(field, "auto_now_add", False)
    return not (is_given or isinstance(field, (models.AutoField, models.BigAutoField)) or field.is_relation)


def _something(field):
    if isinstance(field, models.UUIDField):
        return uuid4()
    if isinstance(field, models.DateTimeField):
        return NOW
    if isinstance(field, models.DateField):
        return NOW.date()
    if isinstance(field, models.IntegerField):
        return 1
    if isinstance(field, ArrayField):
        return []
    return {} if isinstance(field, models.JSONField) else uuid4().hex[: field.max_length or 32]

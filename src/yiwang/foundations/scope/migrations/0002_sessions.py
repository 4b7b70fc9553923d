"""Sessions and content types are Django's own tables; signing in and out writes them under every role."""

from django.db import migrations

from yiwang.foundations.scope.public import grant

ALL = "select, insert, update, delete"


class Migration(migrations.Migration):
    dependencies = [
        ("fnd_scope", "0001_roles"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        grant("django_session", app=ALL, staff=ALL, citizen=ALL, worker=ALL, public=ALL),
        grant("django_content_type", app="select", staff="select", citizen="select", worker="select", public="select"),
        grant("django_migrations", app="select", worker="select"),
    ]

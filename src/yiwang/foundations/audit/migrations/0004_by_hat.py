"""Rows are found by the hat of who acted, as when a person is erased whom an agent named in its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index."""

    dependencies = [("fnd_audit", "0003_row_erase")]
    operations = [
        migrations.AddIndex("auditevent", models.Index(fields=["hat"], name="audit_event_hat")),
    ]

"""Names in their standard form, and the list of characters nobody knows yet."""

from typing import Any

from django.db import migrations, models

from yiwang.foundations.scope.public import grant
from yiwang.kernel.names import name_read

TO_MEND = r"[•‧∙⋅・･．﹒᛫]|\s"


def names_mend(apps: Any, schema_editor: Any) -> None:
    """Bring the dots and spaces of names to one form, so that a name given again is the same."""
    party = apps.get_model("fnd_people", "Party")
    for row in party.objects.filter(kind="person", name__regex=TO_MEND).iterator():
        if (name := name_read(row.name).text) != row.name:
            party.objects.filter(pk=row.pk).update(name=name)


class Migration(migrations.Migration):
    dependencies = [("fnd_people", "0010_emergency"), ("fnd_scope", "0001_roles")]

    operations = [
        migrations.CreateModel(
            name="NameGap",
            fields=[
                ("code_point", models.TextField(primary_key=True, serialize=False, verbose_name="码位")),
                ("place", models.TextField(verbose_name="最近在哪里")),
                ("seen", models.IntegerField(default=1, verbose_name="次数")),
                ("first_at", models.DateTimeField(verbose_name="第一次")),
                ("last_at", models.DateTimeField(verbose_name="最近一次")),
            ],
            options={"verbose_name": "认不出的字", "db_table": "name_gap", "ordering": ("-last_at",)},
        ),
        grant("name_gap", staff="select", worker="select, insert, update"),
        migrations.RunPython(names_mend, migrations.RunPython.noop),
    ]

"""Counting the cases of some subjects no longer walks over all cases."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0028_parts_named")]

    operations = [
        migrations.AddIndex("case", models.Index("subject", name="case_subject")),
    ]

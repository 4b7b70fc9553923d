"""Uses in place of a paper are counted by month: an index on these alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("eng_licences", "0005_erasing")]

    operations = [
        migrations.AddIndex(
            model_name="licenceuse",
            index=models.Index(
                condition=models.Q(("act", "applied")), fields=["at"], name="licence_use_applied"
            ),
        ),
    ]

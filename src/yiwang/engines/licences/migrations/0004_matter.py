"""A hat for one matter shows nobody the licences of the party it acts for, and does not read who used them."""

from django.db import migrations

from yiwang.foundations.scope.public import narrow


class Migration(migrations.Migration):
    dependencies = [("eng_licences", "0003_numbers"), ("fnd_scope", "0003_matter")]

    operations = [narrow(table, "citizen", "false") for table in ("licence_presentation", "licence_use")]

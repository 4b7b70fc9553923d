"""A hat for one matter reads no notices of the party it acts for."""

from django.db import migrations

from yiwang.foundations.scope.public import narrow


class Migration(migrations.Migration):
    dependencies = [("fnd_notices", "0003_silence"), ("fnd_scope", "0003_matter")]

    operations = [narrow("notice", "citizen", "false")]

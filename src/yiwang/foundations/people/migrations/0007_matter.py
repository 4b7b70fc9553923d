"""A hat for one matter sees and gives the mandate of that matter, and no other."""

from django.db import migrations

from yiwang.foundations.scope.public import narrow


class Migration(migrations.Migration):
    dependencies = [("fnd_people", "0006_api_clients"), ("fnd_scope", "0003_matter")]

    operations = [narrow("mandate", "citizen", "matter = scope_matter()")]

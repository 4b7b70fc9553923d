"""What is published, reported, warned of and told to platforms is read and written under the hotline's hat alone."""

from django.db import migrations

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):
    dependencies = [("svc_hotline", "0011_publishing"), ("fnd_scope", "0002_sessions")]

    operations = [
        # whoever adds to a demand's statuses holds its row meanwhile, and that takes this right
        grant("hotline_relayed", worker="update"),
        grant("hotline_release", worker="select, insert, update, delete"),
        grant("hotline_monthly", worker="select, insert"),
        grant("hotline_surge", worker="select, insert, update"),
        grant("hotline_status", worker="select, insert, update, delete"),
    ]

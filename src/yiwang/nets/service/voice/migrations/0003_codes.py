"""A report's codes lie with all other codes to phones (``fnd_notices``); only which was the last one stays here."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("svc_voice", "0002_rights"), ("fnd_notices", "0005_codes")]

    operations = [
        migrations.RemoveField("stuckreport", "code"),
        migrations.RemoveField("stuckreport", "code_until"),
        migrations.RemoveField("stuckreport", "code_tries"),
        migrations.RemoveField("stuckreport", "code_count"),
        migrations.AddField("stuckreport", "code_id", models.UUIDField(null=True, verbose_name="最近的短信验证码")),
    ]

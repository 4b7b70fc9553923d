"""Rights on the stand-in's book: the worker's alone."""

from django.db import migrations

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):
    dependencies = [("ada_video", "0001_tables"), ("fnd_scope", "0001_roles")]

    operations = [
        grant(table, worker="select, insert, update")
        for table in ("demo_video_room", "demo_video_happening", "demo_video_link")
    ]

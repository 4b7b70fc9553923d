"""Voices are the worker's alone: pages read them under its hat after asking for the case. They go with their matter."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step
from yiwang.foundations.scope.public import grant

ERASE = "DELETE FROM hotline_voice WHERE case_id = ANY(a_cases);"
FILES = "SELECT file_id FROM hotline_voice WHERE case_id = ANY(a_cases)"


class Migration(migrations.Migration):
    dependencies = [("svc_hotline", "0013_voices"), ("fnd_audit", "0002_sealed")]

    operations = [
        grant("hotline_voice", worker="select, insert, update"),
        erasure_step("hotline_voices", erase=ERASE, files=FILES),
    ]

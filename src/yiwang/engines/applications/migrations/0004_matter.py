"""A hat for one matter sees that application, its pieces, its submission and its papers, and no other of the party."""

from django.db import migrations

from yiwang.foundations.scope.public import narrow

PIECES = ("draft_value", "draft_fact", "draft_material", "draft_signature", "data_correction")


class Migration(migrations.Migration):
    dependencies = [
        ("eng_applications", "0003_rotation"), ("eng_cases", "0010_matter"), ("fnd_scope", "0003_matter"),
    ]

    operations = [
        narrow("draft", "citizen", "id = scope_matter()"),
        narrow("submission", "citizen", "id = scope_matter()"),
        *(narrow(table, "citizen", "draft_id = scope_matter()") for table in PIECES),
        narrow("issued_paper", "citizen", "submission_id = scope_matter() OR case_of_matter(case_id)"),
    ]

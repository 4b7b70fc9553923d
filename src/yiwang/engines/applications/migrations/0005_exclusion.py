"""Who may not use commitments for a time: the worker writes it, the party and the unit that found it read it."""

from django.db import migrations, models
from django.db.models import F, Q

from yiwang.foundations.scope.public import grant, policy

UNIT = "(SELECT scope_city()) OR unit_id = ANY ((SELECT scope_units())::text[])"
PARTY = "party_id = ANY ((SELECT scope_parties())::uuid[])"


class Migration(migrations.Migration):
    dependencies = [("eng_applications", "0004_matter"), ("fnd_scope", "0001_roles")]

    operations = [
        migrations.CreateModel(
            name="CommitmentExclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField(unique=True, verbose_name="幂等键")),
                ("party_id", models.UUIDField(verbose_name="当事人")),
                ("case_id", models.UUIDField(verbose_name="核查办件")),
                ("number", models.TextField(verbose_name="核查办件编号")),
                ("unit_id", models.TextField(verbose_name="认定单位")),
                ("title", models.TextField(verbose_name="事项")),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(verbose_name="止")),
                ("lifted_at", models.DateTimeField(null=True, verbose_name="解除时间")),
            ],
            options={
                "verbose_name": "不适用告知承诺",
                "verbose_name_plural": "不适用告知承诺",
                "db_table": "commitment_exclusion",
                "indexes": [
                    models.Index(fields=["party_id", "until"], name="commitment_exclusion_party"),
                    models.Index(fields=["case_id"], name="commitment_exclusion_case"),
                ],
                "constraints": [
                    models.CheckConstraint(name="commitment_exclusion_ends", condition=Q(until__gte=F("since")))
                ],
            },
        ),
        grant("commitment_exclusion", staff="select", citizen="select", worker="select, insert, update"),
        policy("commitment_exclusion", "staff", UNIT, command="SELECT"),
        policy("commitment_exclusion", "citizen", PARTY, command="SELECT"),
    ]

"""What is served by letter, visit or at a counter: each unit its own; the worker puts it there, people mark it done."""

import uuid

from django.db import migrations, models
from django.db.models import Q

from yiwang.foundations.scope.public import grant, policy

UNIT = "(SELECT scope_city()) OR unit_id = ANY ((SELECT scope_units())::text[])"


class Migration(migrations.Migration):
    dependencies = [("fnd_notices", "0005_codes"), ("fnd_scope", "0001_roles")]

    operations = [
        migrations.AddField("notice", "number", models.TextField("办件编号", default="")),
        migrations.AddField("notice", "served_by", models.TextField("送达单位", default="")),
        migrations.CreateModel(
            name="Serving",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.TextField("幂等键", unique=True)),
                ("kind", models.TextField("种类", choices=[("paper", "文书"), ("notice", "通知")])),
                ("party_id", models.UUIDField("受送达人")),
                ("recipient", models.TextField("受送达人名称", default="")),
                ("unit_id", models.TextField("送达单位")),
                ("title", models.TextField("标题")),
                ("body", models.TextField("内容", default="")),
                ("number", models.TextField("办件编号", default="")),
                ("file_id", models.UUIDField("文件", null=True)),
                ("state", models.TextField("状态", default="waiting")),
                ("tries", models.IntegerField("没有送到的次数", default=0)),
                ("made_at", models.DateTimeField("时间")),
                ("way", models.TextField("送达方式", default="")),
                ("receiver", models.TextField("签收人", default="")),
                ("note", models.TextField("经过", default="")),
                ("served_on", models.DateField("送达日期", null=True)),
                ("done_by", models.TextField("送达人", default="")),
                ("done_account", models.UUIDField("送达人账号", null=True)),
                ("is_demo", models.BooleanField("演示", default=False)),
            ],
            options={
                "verbose_name": "待送达",
                "db_table": "serving",
                "indexes": [models.Index(fields=["unit_id", "state", "-made_at"], name="serving_unit")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(state="waiting", served_on__isnull=True)
                        | (Q(state="served", served_on__isnull=False) & ~Q(way="") & ~Q(done_by="")),
                        name="serving_state",
                    )
                ],
            },
        ),
        grant(
            "serving",
            staff="select, update(state, tries, way, receiver, note, served_on, done_by, done_account)",
            worker="select, insert, update",
        ),
        policy("serving", "staff", UNIT, command="SELECT"),
        policy("serving", "staff", "unit_id = ANY ((SELECT scope_units())::text[])", command="UPDATE"),
    ]

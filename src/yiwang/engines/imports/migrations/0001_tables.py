"""Runs and what they left out answer the worker alone; whose numbers were whose is seen with the case itself."""

import django.db.models.deletion
from django.db import migrations, models

import yiwang.kernel.ids.uuids
from yiwang.foundations.scope.public import grant, policy


class Migration(migrations.Migration):
    initial = True

    dependencies = [("eng_cases", "0018_importing")]

    operations = [
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.UUIDField(default=yiwang.kernel.ids.uuids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("mapping", models.TextField(verbose_name="映射")),
                ("title", models.TextField(verbose_name="名称")),
                ("system", models.TextField(verbose_name="原系统")),
                ("source", models.TextField(verbose_name="来源")),
                ("digest", models.TextField(verbose_name="来源摘要")),
                ("account_id", models.UUIDField(verbose_name="经办人")),
                ("hat_label", models.TextField(verbose_name="经办岗位")),
                ("started_at", models.DateTimeField(verbose_name="开始")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="完成")),
                ("report", models.JSONField(default=dict, verbose_name="核对表")),
                ("report_digest", models.TextField(default="", verbose_name="核对表摘要")),
            ],
            options={
                "verbose_name": "数据迁入",
                "verbose_name_plural": "数据迁入",
                "db_table": "import_run",
                "constraints": [models.UniqueConstraint(condition=models.Q(("finished_at", None)), fields=("mapping", "digest"), name="import_run_one_open")],
            },
        ),
        migrations.CreateModel(
            name="ImportedCase",
            fields=[
                ("case_id", models.UUIDField(primary_key=True, serialize=False, verbose_name="办件")),
                ("run_id", models.UUIDField(verbose_name="哪一次迁入")),
                ("mapping", models.TextField(verbose_name="映射")),
                ("system", models.TextField(verbose_name="原系统")),
                ("number", models.TextField(verbose_name="原编号")),
                ("case_number", models.TextField(verbose_name="办件编号")),
            ],
            options={
                "verbose_name": "迁入的办件",
                "verbose_name_plural": "迁入的办件",
                "db_table": "imported_case",
                "indexes": [models.Index(fields=["run_id"], name="imported_case_run")],
                "constraints": [models.UniqueConstraint(fields=("number", "system"), name="imported_case_once")],
            },
        ),
        migrations.CreateModel(
            name="ImportReject",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("line", models.IntegerField(verbose_name="行")),
                ("number", models.TextField(verbose_name="原编号")),
                ("column", models.TextField(verbose_name="列")),
                ("value", models.TextField(verbose_name="内容")),
                ("reason", models.TextField(verbose_name="原因")),
                ("warning", models.BooleanField(default=False, verbose_name="只是提醒")),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="rejects", to="eng_imports.importrun", verbose_name="哪一次迁入")),
            ],
            options={
                "verbose_name": "没有迁入的行",
                "verbose_name_plural": "没有迁入的行",
                "db_table": "import_reject",
                "indexes": [models.Index(fields=["run", "id"], name="import_reject_run")],
            },
        ),
        grant("import_run", worker="select, insert, update(finished_at, report, report_digest)"),
        grant("import_reject", worker="select, insert"),
        grant("imported_case", worker="select, insert", staff="select"),
        policy("imported_case", "staff", "case_in_scope(case_id)", command="SELECT"),
    ]

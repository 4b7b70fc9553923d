"""A precedent can be withdrawn, with a reason and by whom may; routing reads those that stand."""

from django.db import migrations, models

from yiwang.foundations.scope.public import grant, policy

COLUMNS = ("withdrawn_at", "withdrawn_by", "withdrawn_hat", "withdrawn_reason", "replaced_by")


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0021_due_clocks_shared")]

    operations = [
        migrations.AddField("precedent", "withdrawn_at", models.DateTimeField(verbose_name="撤销时间", null=True)),
        migrations.AddField("precedent", "withdrawn_by", models.UUIDField(verbose_name="撤销账号", null=True)),
        migrations.AddField("precedent", "withdrawn_hat", models.TextField(verbose_name="撤销的岗位", db_default="")),
        migrations.AddField("precedent", "withdrawn_reason", models.TextField(verbose_name="撤销理由", db_default="")),
        migrations.AddField("precedent", "replaced_by", models.UUIDField(verbose_name="代替它的先例", null=True)),
        grant("precedent", staff=f"update ({', '.join(COLUMNS)})"),
        policy("precedent", "staff", "case_in_scope(case_id)", command="UPDATE"),
    ]

"""When somebody last opened the page of a case; an account reaches its own rows only."""

from django.db import migrations, models

from yiwang.foundations.scope.public import grant, narrow, policy

MINE = "account_id = scope_account()"


class Migration(migrations.Migration):

    dependencies = [
        ('eng_cases', '0016_keeping'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account_id', models.UUIDField(verbose_name='账号')),
                ('hat', models.TextField(verbose_name='身份')),
                ('case_id', models.UUIDField(verbose_name='办件')),
                ('seq', models.IntegerField(verbose_name='看到第几条')),
                ('at', models.DateTimeField(verbose_name='时间')),
            ],
            options={
                'verbose_name': '上次查看',
                'verbose_name_plural': '上次查看',
                'db_table': 'case_look',
                'constraints': [models.UniqueConstraint(fields=('account_id', 'hat', 'case_id'), name='case_look_once')],
            },
        ),
        grant("case_look", staff="select, insert, update", citizen="select, insert, update",
              worker="select, insert, update, delete"),
        policy("case_look", "staff", MINE),
        policy("case_look", "citizen", MINE),
        narrow("case_look", "citizen", "case_of_matter(case_id)"),
    ]

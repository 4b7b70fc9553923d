"""The yearly review of accounts, and posts suspended by it. What was decided is written once and never taken back."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):

    dependencies = [
        ('fnd_people', '0008_invitation'),
    ]

    operations = [
        migrations.AddField(
            model_name='appointment',
            name='suspended_at',
            field=models.DateTimeField(null=True, verbose_name='暂停时间'),
        ),
        migrations.CreateModel(
            name='AccountReview',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('opened_at', models.DateTimeField(verbose_name='开始时间')),
                ('opened_label', models.CharField(max_length=200, verbose_name='发起身份')),
                ('due_at', models.DateTimeField(verbose_name='截止时间')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='结束时间')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发起人')),
            ],
            options={
                'verbose_name': '账号年度核对',
                'verbose_name_plural': '账号年度核对',
                'db_table': 'account_review',
                'ordering': ('-opened_at',),
            },
        ),
        migrations.CreateModel(
            name='ReviewLine',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('unit_id', models.CharField(max_length=96, verbose_name='单位')),
                ('account_name', models.CharField(max_length=250, verbose_name='姓名')),
                ('post_label', models.CharField(max_length=300, verbose_name='岗位')),
                ('verdict', models.CharField(blank=True, choices=[('', '未核对'), ('confirmed', '确认保留'), ('withdrawn', '收回'), ('suspended', '到期未核对，已暂停'), ('ended', '核对期间已结束')], default='', max_length=16, verbose_name='结论')),
                ('reason', models.CharField(blank=True, default='', max_length=300, verbose_name='原因')),
                ('decided_label', models.CharField(blank=True, default='', max_length=200, verbose_name='核对身份')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='核对时间')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='fnd_people.appointment', verbose_name='任职')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='核对人')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='fnd_people.accountreview', verbose_name='核对')),
            ],
            options={
                'verbose_name': '核对的一行',
                'verbose_name_plural': '核对的各行',
                'db_table': 'account_review_line',
                'ordering': ('unit_id', 'account_name', 'id'),
            },
        ),
        migrations.AddConstraint(
            model_name='accountreview',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('closed_at',), name='account_review_one_open', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='reviewline',
            index=models.Index(fields=['review', 'unit_id'], name='review_unit'),
        ),
        migrations.AddConstraint(
            model_name='reviewline',
            constraint=models.UniqueConstraint(fields=('review', 'appointment'), name='review_line_once'),
        ),
        grant("appointment", staff="update(suspended_at)"),
        grant("account_review", staff="select, insert", worker="select, insert, update"),
        grant(
            "account_review_line",
            staff="select, insert, update(verdict, reason, decided_by_id, decided_label, decided_at)",
            worker="select, insert, update",
        ),
    ]

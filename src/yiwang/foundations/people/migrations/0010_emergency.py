"""Emergency looks: opened by staff, read with every request before the hat is known, judged once."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yiwang.foundations.scope.public import grant


class Migration(migrations.Migration):

    dependencies = [
        ('fnd_people', '0009_review'),
    ]

    operations = [
        migrations.CreateModel(
            name='EmergencyAccess',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('hat_label', models.CharField(max_length=200, verbose_name='身份')),
                ('unit_id', models.CharField(max_length=96, verbose_name='单位')),
                ('label', models.CharField(max_length=200, verbose_name='范围')),
                ('units', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=96), size=None, verbose_name='看得到的单位')),
                ('may', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), size=None, verbose_name='权限词')),
                ('reason', models.TextField(verbose_name='理由')),
                ('told', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None, verbose_name='已告知')),
                ('opened_at', models.DateTimeField(verbose_name='打开时间')),
                ('until', models.DateTimeField(verbose_name='到期时间')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='提前结束时间')),
                ('verdict', models.CharField(blank=True, choices=[('', '待评定'), ('justified', '理由成立'), ('unjustified', '理由不成立')], default='', max_length=16, verbose_name='评定')),
                ('verdict_note', models.TextField(blank=True, default='', verbose_name='评定说明')),
                ('verdict_at', models.DateTimeField(null=True, verbose_name='评定时间')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
                ('verdict_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='评定人')),
            ],
            options={
                'verbose_name': '应急查看',
                'verbose_name_plural': '应急查看',
                'db_table': 'emergency_access',
                'ordering': ('-opened_at',),
                'indexes': [models.Index(fields=['account', '-until'], name='emergency_account')],
            },
        ),
        grant(
            "emergency_access",
            app="select, update(ended_at)",
            staff="select, insert, update(ended_at, verdict, verdict_note, verdict_by_id, verdict_at)",
            worker="select, insert, update",
        ),
    ]

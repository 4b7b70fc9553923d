"""Rights on the stand-in partner's book: the worker's alone; it forgets what it was told of an erased matter."""

from django.db import migrations

from yiwang.foundations.audit.public import erasure_step
from yiwang.foundations.scope.public import grant

ERASE = "DELETE FROM demo_exchange_news WHERE number = ANY(a_numbers);"


class Migration(migrations.Migration):
    dependencies = [("ada_exchange", "0005_told"), ("fnd_audit", "0002_sealed")]

    operations = [
        grant("demo_exchange_news", worker="select, insert"),
        grant("demo_exchange_mood", worker="select, insert, update"),
        erasure_step("exchange_told", erase=ERASE),
    ]

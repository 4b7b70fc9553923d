"""Writing walks along indexes, whatever the planner last heard of the tables.

A function's plan is kept for the connection's life. Made while a table was small or new, it reads the whole table for
every act, and goes on so until the statistics are renewed; the rows of one matter are always few.
"""

from django.db import migrations

DOORS = ("case_write(jsonb)",)
METHODS = ("enable_seqscan", "enable_hashjoin", "enable_mergejoin")

FORWARD = "".join(f"ALTER FUNCTION {door} SET {method} = off;\n" for door in DOORS for method in METHODS)
BACK = "".join(f"ALTER FUNCTION {door} RESET {method};\n" for door in DOORS for method in METHODS)


class Migration(migrations.Migration):
    dependencies = [("eng_cases", "0005_row_by_row")]

    operations = [migrations.RunSQL(FORWARD, BACK)]

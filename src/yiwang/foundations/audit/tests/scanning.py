"""Looking for a marked text in every table and every file of a site: after an erasure there is none."""

from django.db import connection


def left_of(mark):
    """Every column of every table in which a text is found, as texts, JSON or the bytes of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'"
            " AND data_type IN ('text', 'character varying', 'jsonb', 'json', 'bytea', 'ARRAY', 'tsvector')"
        )
        found = []
        for table, column, kind in cursor.fetchall():
            held, wanted = (column, mark.encode()) if kind == "bytea" else (f'"{column}"::text', mark)
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE position(%s IN {held}) > 0', [wanted])
            found += [f"{table}.{column}"] * cursor.fetchone()[0]
    return found


def on_disk(folder, mark):
    return [path for path in folder.rglob("*") if path.is_file() and mark.encode() in path.read_bytes()]

"""Where rows come from: a file, held to its size before it is opened, or a database, in a read-only transaction."""

import hashlib
import os
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import orjson
import psycopg

from ..pure import ImportMapping, SourceUnreadable, Table, rows_of, table_of

STATEMENT_SECONDS = 900
"""A query that takes longer is given up: the other system is somebody else's and in use."""

CONNECT_SECONDS = 15
TYPES = str | int | float | Decimal | datetime | date | None


def source_read(mapping: ImportMapping, path: Path | None) -> Table:
    """All rows of a mapping's source.

    Args:
        mapping: what is read.
        path: the file; None for a database.

    Raises:
        SourceUnreadable: it cannot be read; the sentence says why and what to do.
    """
    if mapping.source.kind == "database":
        return _database(mapping)
    if path is None:
        raise SourceUnreadable("请在映射后面写上要导入的文件。")
    return table_of(_file(path, mapping), path.name, mapping)


def _file(path: Path, mapping: ImportMapping) -> bytes:
    """The file, never more of it than the limit lets through by one byte."""
    try:
        with path.open("rb") as file:
            return file.read(mapping.limits.kilobytes.value * 1024 + 1)
    except OSError as error:
        raise SourceUnreadable(f"打不开文件“{path.name}”：{error.strerror}。请核对路径和权限。") from None


def _database(mapping: ImportMapping) -> Table:
    address = os.environ.get(mapping.source.setting, "")
    if not address:
        raise SourceUnreadable(
            f"没有设置环境变量 {mapping.source.setting}。请把原系统数据库的只读地址写在里面，不要写进包里。"
        )
    try:
        lines = list(_lines(address, mapping))
    except psycopg.Error as error:
        raise SourceUnreadable(
            f"原系统的数据库没有读成（{type(error).__name__}）。"
            f"请核对 {mapping.source.setting}、网络、账号的权限和查询语句。"
        ) from None
    digest = hashlib.sha256(b"".join(orjson.dumps(line, default=str) for line in lines)).hexdigest()
    return Table(mapping.source.setting, digest, rows_of(lines, mapping))


def _lines(address: str, mapping: ImportMapping) -> Iterator[list[object]]:
    """Headings and rows of the query, one more than the limit at most; the transaction can write nothing."""
    options = f"-c default_transaction_read_only=on -c statement_timeout={STATEMENT_SECONDS * 1000}"
    with psycopg.connect(address, connect_timeout=CONNECT_SECONDS, options=options) as connection:
        connection.read_only = True
        with connection.cursor(name="yiwang_import") as cursor:
            cursor.execute(mapping.source.query.encode())
            rows = cursor.fetchmany(mapping.limits.rows.value + 1)
            yield [column.name for column in cursor.description or ()]
            yield from ([_value(cell) for cell in row] for row in rows)


def _value(cell: object) -> object:
    """A value as cells are read: whatever is neither text nor number nor instant is text."""
    return cell if isinstance(cell, TYPES) and not isinstance(cell, bool) else str(cell)

"""What an operator may set about the embedded database; read here only."""

import os
from pathlib import Path
from typing import Final

OPTIONS: Final[dict[str, tuple[str, str]]] = {
    "PG_BINDIR": ("按顺序寻找: Python 包, 系统的 PostgreSQL", "自带数据库所用 PostgreSQL 程序的文件夹。"),
    "YIWANG_DB_ACCOUNT": ("yiwang 或 postgres", "以 root 运行时, 自带数据库改用的操作系统账号。"),
    "YIWANG_DB_PORT": ("不开放", "自带数据库另在 127.0.0.1 的这个端口开放 (口令见 run/database-password)。"),
    "YIWANG_DB_DURABLE": ("1", "0: 自带数据库不等写盘, 断电会丢数据; 只用于测试。"),
    "YIWANG_DB_STATE": ("/var/lib/yiwang", "以 root 运行而该账号到不了数据文件夹时, 数据库的实际位置。"),
}
"""Name: what holds when it is not set, and what it is for."""


def bindir() -> str:
    """The folder of PostgreSQL's programs, if the operator named one."""
    return os.environ.get("PG_BINDIR", "")


def account_name() -> str:
    """The account root lends to the server, if the operator named one."""
    return os.environ.get("YIWANG_DB_ACCOUNT", "")


def tcp_port() -> str:
    """The TCP port to open on 127.0.0.1; empty for none."""
    return os.environ.get("YIWANG_DB_PORT", "")


def durable() -> bool:
    """Whether commits wait for the disk."""
    return os.environ.get("YIWANG_DB_DURABLE", "1") != "0"


def state_folder() -> Path:
    """Where root keeps what the server's account must reach."""
    return Path(os.environ.get("YIWANG_DB_STATE", "") or "/var/lib/yiwang")

"""Making a cluster and its configuration: whole or not at all."""

import hashlib
import os
import secrets
import shutil
import tempfile
import time
from pathlib import Path

from .account import Account
from .binaries import Binaries
from .options import durable, state_folder, tcp_port
from .places import Places, socket_folder
from .problems import DatabaseProblem

OWNER = "yiwang"
"""The cluster's superuser: owner of the tables."""

SITE = "yiwang_app"
"""The role the site signs in as."""

CONF = "yiwang.conf"
_FIRST_BUILTIN_LOCALE = 17
_PATIENCE_SECONDS = 20.0
_HBA = "local all all peer map=yiwang\nhost all all 127.0.0.1/32 scram-sha-256\n"


def prepare(places: Places, account: Account, binaries: Binaries) -> None:
    """Have a whole cluster with our configuration in it, owned by the account."""
    place_folders(places, account)
    if not (places.cluster / "PG_VERSION").exists():
        _make(places, account, binaries)
    _check_version(places.cluster, binaries)
    _configure(places, account, binaries)


def place_folders(places: Places, account: Account) -> None:
    """Make the folders of run and socket, and give the account what it needs to own."""
    places.run.mkdir(parents=True, exist_ok=True)
    folder = socket_folder(places.data)
    if account.other and not folder.is_symlink() and not _reaches(account, folder.parent):
        folder.symlink_to(_elsewhere(places) / "socket")
    folder = Path(os.path.realpath(folder))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    if account.other:
        os.chown(folder, account.uid, account.gid)
    _name_socket(folder)


def _name_socket(folder: Path) -> None:
    """With a TCP port the server names its socket after it; clients still find the usual name."""
    usual = folder / ".s.PGSQL.5432"
    usual.unlink(missing_ok=True)
    if tcp_port() not in {"", "5432"}:
        usual.symlink_to(f".s.PGSQL.{tcp_port()}")


def _make(places: Places, account: Account, binaries: Binaries) -> None:
    """Make it beside the cluster, then one rename: killed half-way it leaves a folder to sweep up."""
    home = _home(places, account)
    for left in home.parent.glob(f"{home.name}.new-*"):
        _sweep(left)
    fresh = home.with_name(f"{home.name}.new-{secrets.token_hex(4)}")
    fresh.mkdir(mode=0o700)
    if account.other:
        os.chown(fresh, account.uid, account.gid)
    _initdb(fresh, places, account, binaries)
    shutil.rmtree(home, ignore_errors=True)
    fresh.rename(home)


def _sweep(left: Path) -> None:
    """Remove what a killed start left; its initdb may outlive it and write on until it misses its files."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while left.exists() and time.monotonic() < until:
        shutil.rmtree(left, ignore_errors=True)
        time.sleep(0.05)


def _home(places: Places, account: Account) -> Path:
    """Where the cluster lies: in the data folder, or linked from it where the account cannot reach."""
    if places.cluster.is_symlink():
        return places.cluster.resolve()
    if not account.other or _reaches(account, places.data):
        return places.cluster
    elsewhere = _elsewhere(places) / "postgres"
    places.cluster.symlink_to(elsewhere)
    return elsewhere


def _elsewhere(places: Places) -> Path:
    """A folder of our own that the account can reach, for this data folder alone."""
    folder = state_folder() / hashlib.sha256(str(places.data).encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    for path in (state_folder(), folder):
        path.chmod(0o755)
    return folder


def _reaches(account: Account, folder: Path) -> bool:
    return account.run("/usr/bin/env", "test", "-x", str(folder)).returncode == 0


def _initdb(target: Path, places: Places, account: Account, binaries: Binaries) -> None:
    password = _password(places)
    with tempfile.TemporaryDirectory() as folder:
        pwfile = Path(folder) / "password"
        pwfile.write_text(password)
        if account.other:
            os.chown(folder, account.uid, account.gid)
            os.chown(pwfile, account.uid, account.gid)
        done = account.run(binaries.program("initdb"), *_flags(target, pwfile, binaries.major))
    if done.returncode != 0:
        shutil.rmtree(target, ignore_errors=True)
        raise DatabaseProblem(f"无法建立数据库, initdb 说: {(done.stderr or done.stdout).strip()[-500:]}")


def _flags(target: Path, pwfile: Path, major: int) -> list[str]:
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    builtin = builtin if major >= _FIRST_BUILTIN_LOCALE else []
    auth = ["--auth-local=peer", "--auth-host=scram-sha-256", f"--pwfile={pwfile}"]
    return ["-D", str(target), "-U", OWNER, "-E", "UTF8", "--locale=C.UTF-8", *builtin, *auth]


def _password(places: Places) -> str:
    places.password.touch(mode=0o600)
    places.password.write_text(secrets.token_urlsafe(24))
    return places.password.read_text()


def _check_version(cluster: Path, binaries: Binaries) -> None:
    made_by = (cluster / "PG_VERSION").read_text().strip()
    if made_by != str(binaries.major):
        raise DatabaseProblem(
            f"数据文件夹中的数据库由 PostgreSQL {made_by} 建立, 而现在的程序是 {binaries.major}。"
            " 请用 PG_BINDIR 指明原版本的程序, 或先用 pg_dump 导出, 再 yiwang reset 后导入。"
        )


def _configure(places: Places, account: Account, binaries: Binaries) -> None:
    cluster = places.cluster
    _write(cluster / CONF, _conf(places, binaries), account)
    _write(cluster / "pg_ident.conf", _ident(account), account)
    _write(cluster / "pg_hba.conf", _HBA, account)
    main = cluster / "postgresql.conf"
    if f"include '{CONF}'" not in main.read_text():
        _write(main, f"{main.read_text()}\ninclude '{CONF}'\n", account)


def _conf(places: Places, binaries: Binaries) -> str:
    port = tcp_port()
    statements = next(binaries.bin.parent.rglob("pg_stat_statements.control"), None)
    lines = {
        "listen_addresses": "127.0.0.1" if port else "",
        "port": port or "5432",
        "unix_socket_directories": os.path.realpath(socket_folder(places.data)),
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "shared_buffers": "128MB",
        "max_wal_size": "1GB",
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_destination": "stderr",
        "logging_collector": "off",
        "shared_preload_libraries": "pg_stat_statements" if statements else "",
    }
    if not durable():
        lines |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return "".join(f"{key} = '{value}'\n" for key, value in lines.items())


def _ident(account: Account) -> str:
    people = dict.fromkeys(("root", account.name, _own_name(account)))
    return "".join(f"yiwang {person} {role}\n" for person in people for role in (OWNER, SITE))


def _own_name(account: Account) -> str:
    return "root" if account.other else account.name


def _write(path: Path, text: str, account: Account) -> None:
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(text)
    fresh.chmod(0o600)
    if account.other:
        os.chown(fresh, account.uid, account.gid)
    fresh.rename(path)

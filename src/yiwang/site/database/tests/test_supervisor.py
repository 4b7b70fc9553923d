"""The embedded database survives what breaks the wheel's own layer, and whatever is killed it stays whole."""

import os
import signal
import socket
import stat
import subprocess
from pathlib import Path

import psycopg
import pytest

from yiwang.site.database import attaching
from yiwang.site.database.binaries import find_binaries
from yiwang.site.database.processes import alive, postmaster_of

from .conftest import wait_until, whoever

pytestmark = pytest.mark.embedded


def fake_programs(folder: Path, postgres: str) -> Path:
    """Programs of which ``postgres`` is a script; REAL in it stands for the real one."""
    real = find_binaries().bin
    folder.mkdir()
    for program in real.iterdir():
        (folder / program.name).symlink_to(program)
    (folder / "postgres").unlink()
    (folder / "postgres").write_text("#!/bin/sh\n" + postgres.replace("REAL", str(real / "postgres")))
    for path in (folder, folder / "postgres"):
        path.chmod(0o755)
    return folder


def test_what_was_committed_is_there_after_stop_and_start(empty_box):
    first = empty_box.hold()
    empty_box.fill()
    empty_box.leave(first)
    wait_until(empty_box.stopped)
    empty_box.hold()
    assert empty_box.count() == 1000


def test_two_processes_share_it_and_the_last_one_stops_it(box):
    first, second = box.hold(), box.hold()
    pid = box.pid()
    box.leave(first)
    assert box.pid() == pid
    assert alive(pid)
    box.leave(second)
    wait_until(box.stopped)
    assert not alive(pid)


def test_many_that_start_at_once_share_one_server(empty_box):
    crowd = [empty_box.start() for _ in range(5)]
    assert all(empty_box.said(process)[-1].startswith("ready") for process in crowd)
    assert postmaster_of(empty_box.places.cluster) == empty_box.pid()


def test_a_killed_server_comes_back_with_all_that_was_committed_and_nothing_else(box, kill):
    box.hold()
    box.fill()
    pid = box.pid()
    kill(pid)
    wait_until(lambda: box.count() == 1000)
    assert box.pid() != pid


def test_attaching_right_after_the_server_was_killed_works(box, kill):
    box.hold()
    box.fill()
    kill(box.pid())
    box.hold()
    wait_until(lambda: box.count() == 1000)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_killed_processes_leave_no_server_behind(box, number):
    first, second = box.hold(), box.hold()
    pid = box.pid()
    for process in (first, second):
        process.send_signal(number)
        process.wait()
    wait_until(box.stopped)
    assert not alive(pid)


def test_a_pid_file_that_names_another_process_is_no_obstacle(box):
    stranger = subprocess.Popen(["sleep", "60"], **({"user": box.uid} if box.uid is not None else {}))
    box.places.cluster.joinpath("postmaster.pid").write_text(
        f"{stranger.pid}\n{box.places.cluster}\n1\n5432\n"
    )
    box.hold()
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


@pytest.mark.parametrize("left", ["", "12", "nonsense\n"])
def test_a_truncated_pid_file_is_no_obstacle(box, left):
    box.places.cluster.joinpath("postmaster.pid").write_text(left)
    box.hold()


def test_a_killed_watchdog_is_replaced_by_whoever_is_attached(box, kill):
    box.hold("keep")
    box.fill()
    old = box.pid("watchdog")
    kill(old)
    wait_until(lambda: box.pid("watchdog") not in {0, old} and box.count() == 1000)
    box.leave(box.processes[0])
    wait_until(box.stopped)
    assert postmaster_of(box.places.cluster) is None


def test_a_killed_watchdog_leaves_no_server_behind(box, kill):
    process = box.hold()
    server = box.pid()
    kill(box.pid("watchdog"))
    kill(process.pid)
    wait_until(lambda: not alive(server))


def test_everything_killed_at_once_leaves_it_whole(box, kill):
    process = box.hold()
    box.fill()
    for pid in (process.pid, box.pid("watchdog"), box.pid()):
        kill(pid)
    process.wait()
    box.hold()
    assert box.count() == 1000


def test_killed_while_the_cluster_is_being_made_the_next_start_makes_it(empty_box, kill):
    slow = fake_programs(empty_box.folder / "bin", 'exec REAL "$@"')
    slow.joinpath("initdb").unlink()
    real = find_binaries().bin / "initdb"
    slow.joinpath("initdb").write_text(f'#!/bin/sh\n{real} "$@"\nsleep 60\n')
    slow.joinpath("initdb").chmod(0o755)
    process = empty_box.start(PG_BINDIR=str(slow))
    wait_until(lambda: list(empty_box.data.glob("postgres.new-*/PG_VERSION")))
    kill(process.pid)
    for pid in watchdogs(empty_box.data):
        kill(pid)
    wait_until(empty_box.stopped)
    empty_box.hold()
    assert not list(empty_box.data.glob("postgres.new-*"))


def watchdogs(data: Path):
    found = subprocess.run(["pgrep", "-f", f"watchdog {data}"], capture_output=True, text=True, check=False)
    return [int(pid) for pid in found.stdout.split()]


@whoever
def test_a_start_that_takes_long_is_waited_for_and_said(box):
    slow = fake_programs(box.folder / "bin", '[ "$1" = -D ] && sleep 11\nexec REAL "$@"')
    said = box.said(box.start(PG_BINDIR=str(slow)))
    assert [line.split()[0] for line in said] == ["say", "ready"]
    assert "恢复" in said[0]


@whoever
def test_a_server_that_will_not_live_is_given_up_with_a_reason(box):
    broken = fake_programs(
        box.folder / "bin", '[ "$1" = -D ] && echo "disk on fire" >&2 && exit 1\nexec REAL "$@"'
    )
    process = box.start(PG_BINDIR=str(broken))
    (said,) = [line for line in box.said(process) if line.startswith("problem")]
    assert "数据库没有启动" in said
    assert "disk on fire" in box.places.log.read_text()
    assert process.wait() == 3


@whoever
def test_texts_are_chinese_whatever_the_environment_says(empty_box):
    empty_box.hold(LANG="C", LC_ALL="C")
    empty_box.run_sql("CREATE EXTENSION pg_trgm")
    empty_box.run_sql("CREATE TABLE kept AS SELECT unnest(show_trgm('占道经营'))")
    assert empty_box.count() > 0


def test_nothing_but_the_owners_socket_lets_anybody_in(empty_box):
    empty_box.hold()
    folder = Path(os.path.realpath(attaching.socket_folder(empty_box.data)))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert "listen_addresses = ''" in (empty_box.places.cluster / "yiwang.conf").read_text()
    if os.geteuid() != 0:
        return
    with pytest.raises(psycopg.OperationalError, match=r"[Pp]eer|map"):
        empty_box.connect(user="postgres")
    code = f"import socket; socket.socket(socket.AF_UNIX).connect('{folder}/.s.PGSQL.5432')"
    stranger = subprocess.run(
        ["/usr/bin/env", "python3", "-c", code], user=12345, capture_output=True, check=False
    )
    assert stranger.returncode != 0


def test_tcp_is_opened_when_asked_and_wants_the_password(empty_box):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    empty_box.hold(YIWANG_DB_PORT=str(port))
    password = empty_box.places.password.read_text()
    wanted = {"host": "127.0.0.1", "port": port, "user": "yiwang", "dbname": "yiwang"}
    assert psycopg.connect(**wanted, password=password).execute("SELECT 1").fetchone() == (1,)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(**wanted, password="wrong")
    assert stat.S_IMODE(empty_box.places.password.stat().st_mode) == 0o600


def test_a_long_path_is_no_obstacle(empty_box):
    empty_box.data = empty_box.folder / ("long-" * 20) / "var"
    empty_box.places = attaching.Places(empty_box.data)
    empty_box.hold()
    empty_box.fill()
    assert empty_box.count() == 1000


def test_a_folder_of_root_stays_closed_to_the_servers_account(empty_box):
    if empty_box.uid is not None:
        pytest.skip("only root lends the server an account")
    empty_box.folder.joinpath("private").mkdir(mode=0o700)
    empty_box.env |= {"YIWANG_DB_STATE": f"/var/lib/yiwang-test-{os.getpid()}"}
    empty_box.data = empty_box.folder / "private" / "var"
    empty_box.places = attaching.Places(empty_box.data)
    empty_box.folder.chmod(0o700)
    try:
        empty_box.hold()
        empty_box.fill()
        assert stat.S_IMODE(empty_box.folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(empty_box.folder.joinpath("private").stat().st_mode) == 0o700
        assert empty_box.places.cluster.is_symlink()
        assert empty_box.count() == 1000
        empty_box.leave(empty_box.processes[0])
        wait_until(empty_box.stopped)
        empty_box.hold()
        assert empty_box.count() == 1000
    finally:
        for process in empty_box.processes:
            process.kill()
            process.wait()
        wait_until(empty_box.stopped)
        subprocess.run(["rm", "-rf", empty_box.env["YIWANG_DB_STATE"]], check=True)


@whoever
def test_stopping_by_command_holds_against_those_attached(box):
    box.hold("keep")
    attaching.stop(box.places)
    with pytest.raises(AssertionError, match="did not happen"):
        wait_until(lambda: attaching.watchdog_lives(box.places), seconds=2.5)
    box.hold()
    assert not box.places.stopped.exists()

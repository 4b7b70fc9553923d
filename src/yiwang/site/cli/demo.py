"""``yiwang demo``: a whole demo site with one command, on this machine only; and more cases for one that stands."""

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from yiwang.site.cli import demo_seeding
from yiwang.site.cli.attached import attached, data_folder
from yiwang.site.database.problems import DatabaseProblem

if TYPE_CHECKING:
    from yiwang.loader import World
    from yiwang.site.running import Crew

_NAMED = "demo-pack"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``demo``."""
    noun = subparsers.add_parser("demo", help="启动一个演示城市 / run a demo city")
    noun.add_argument("--pack", type=Path, help="地方包的文件夹 / folder of a pack")
    noun.add_argument("--port", type=int, default=8000)
    noun.add_argument("--workers", type=int, help="进程数 / processes, one thread each")
    size = "一年的办件：small 一千多件，full 六万件 / how large a year of cases"
    noun.add_argument("--size", choices=("small", "full"), default="small", help=size)
    noun.set_defaults(run=run)
    verbs = noun.add_subparsers(dest="verb")
    seeding = verbs.add_parser(
        "seed-cases", help="给演示站批量装入办件 / fill a demo site with so many cases"
    )
    seeding.add_argument("count", type=int, metavar="N", help="办件总数；再次运行接着装 / how many in all")
    seeding.add_argument(
        "--seed", type=int, default=1, help="换一个数，另装一批 / another number adds others"
    )
    seeding.add_argument(
        "--processes", type=int, default=0, metavar="N",
        help="几个进程同时装；不写就是处理器数 / how many side by side; as many as there are processors",
    )  # fmt: skip
    seeding.add_argument("--part", type=int, help=argparse.SUPPRESS)
    seeding.set_defaults(run=demo_seeding.run)


def run(asked: argparse.Namespace) -> int:
    """Prepare the database, apply the pack, serve, then seed; runs until Ctrl-C."""
    from yiwang.site.running import default_workers, free_port

    pack = asked.pack or demo_pack()
    if pack is None or not (pack / "pack.yaml").exists():
        return _refuse(f"没有找到地方包 {pack or ''}。请在仓库根目录运行, 或用 --pack 指明。")
    port = free_port(asked.port)
    os.environ |= {"YIWANG_DEMO": "1", "YIWANG_PACK": str(pack.resolve())}
    os.environ.setdefault("YIWANG_PUBLIC_URL", f"http://127.0.0.1:{port}")
    try:
        with attached(keep=True):
            return _run(pack, port, asked.workers or default_workers(), asked.size)
    except DatabaseProblem as problem:
        return _refuse(str(problem))


def _run(pack: Path, port: int, workers: int, size: str) -> int:
    from yiwang.site.running import Crew, server_command, site_environment, worker_command

    began = time.monotonic()
    world = _prepare(pack)
    if world is None:
        return 1
    environment = site_environment(static="manifest", YIWANG_DB_ROLE="yiwang_app")
    crew, logs = Crew(), data_folder() / "log"
    logs.mkdir(exist_ok=True)
    try:
        crew.start("serve", server_command("127.0.0.1", port, workers), environment, logs / "serve.log")
        crew.start("worker", worker_command(), environment, logs / "worker.log")
        return _seed_and_wait(crew, world, port, size, began)
    finally:
        crew.stop()


def _prepare(pack: Path) -> "World | None":
    """Tables and pack; the world, or None with the problems told."""
    from yiwang.site.cli.migrate import migrate

    _say("建立数据表……")
    migrate(verbosity=0)
    _say(f"应用地方包 {pack.name}……")
    from yiwang.foundations.releases.public import release_apply
    from yiwang.loader import load
    from yiwang.site.cli.pack import pack_search
    from yiwang.site.kinds import KINDS

    loaded = load(pack, KINDS, search=pack_search())
    for problem in loaded.problems:
        if problem.severity == "error":
            print(problem.sentence(), file=sys.stderr)
    if loaded.world is not None:
        release_apply(loaded.world)
    return loaded.world


def _seed_and_wait(crew: "Crew", world: "World", port: int, size: str, began: float) -> int:
    _wait_for(port, crew)
    _say(f"用时 {time.monotonic() - began:.0f} 秒。请在浏览器打开:\n\n    http://127.0.0.1:{port}\n")
    if not _seeded(crew, world, size):
        return 0
    _say("演示城市已就绪, 全部人员与数据均为演示。按 Ctrl-C 停止。")
    failed = crew.wait()
    if failed:
        _refuse(f"有程序意外结束, 记录见 {data_folder() / 'log'}。")
    return failed


def _seeded(crew: "Crew", world: "World", size: str) -> bool:
    """Seed with progress; False if the demo was asked to stop meanwhile. What is written stays, the rest comes next."""
    from yiwang.site.demo import seed

    def told(done: int) -> None:
        if crew.asked_to_stop:
            raise _Stopped
        _say(f"  已装入 {done:,} 件")

    try:
        for words in seed(world, size=size, say=told):
            _say(f"装入{words}……")
            if crew.asked_to_stop:
                return False
    except _Stopped:
        return False
    return True


class _Stopped(Exception):
    """The demo is to stop while it is being filled."""


def _wait_for(port: int, crew: "Crew") -> None:
    import socket

    while not crew.asked_to_stop and not crew.ended():
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)


def demo_pack() -> Path | None:
    """The pack that the repository names for its demonstration, in ``packs/demo-pack``."""
    named = os.environ.get("YIWANG_PACK")
    if named:
        return Path(named)
    for packs in (Path("packs"), Path(__file__).resolve().parents[4] / "packs"):
        if (packs / _NAMED).exists():
            return packs / (packs / _NAMED).read_text().strip()
    return None


def _say(text: str) -> None:
    print(text, flush=True)


def _refuse(sentence: str) -> int:
    print(f"■ {sentence}", file=sys.stderr)
    return 1

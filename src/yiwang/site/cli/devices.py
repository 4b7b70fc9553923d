"""``yiwang devices``: a simulated device bridge on this machine, to try the window without devices."""

import argparse
import secrets
from pathlib import Path


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``devices``."""
    noun = subparsers.add_parser("devices", help="模拟的设备桥 / a simulated device bridge")
    noun.add_argument("--origin", default="http://127.0.0.1:8000", help="网站的来源 / the site's origin")
    noun.add_argument("--port", type=int, default=17600)
    noun.add_argument("--token", default="", help="配对码，不写就新造一个 / pairing code")
    noun.add_argument(
        "--pack", type=Path, help="读卡器读哪个包的演示当事人 / whose demo persons the reader reads"
    )
    noun.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    from yiwang.adapters.devices.bridge import Bridge
    from yiwang.adapters.devices.simulator import simulated_devices

    token = asked.token or secrets.token_hex(4)
    bridge = Bridge(asked.origin, token, simulated_devices(_people(asked.pack)), simulated=True)
    with bridge.server(asked.port) as server:
        print(f"模拟设备桥：http://127.0.0.1:{asked.port}\n只答：{asked.origin}\n配对码：{token}", flush=True)
        server.serve_forever()
    return 0


def _people(pack: Path | None) -> list[dict[str, str]]:
    from yiwang.foundations.people.pure import DEMO_PERSON
    from yiwang.loader import load
    from yiwang.site.cli.demo import demo_pack
    from yiwang.site.cli.pack import pack_search
    from yiwang.site.kinds import KINDS

    folder = pack or demo_pack()
    world = load(folder, KINDS, search=pack_search()).world if folder else None
    held = world.all(DEMO_PERSON).values() if world else ()
    return [
        {"kind": one.id_kind, "number": one.id_number, "name": one.name}
        for one in held
        if one.kind == "person"
    ]

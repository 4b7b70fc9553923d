"""A small place in which the order type is in force: its roles, bodies, places and one duty."""

import shutil
from pathlib import Path

from django.utils.module_loading import import_string

from yiwang.loader import World, load

from .orders import FOLDER
from .world import REPOSITORY

PACK = "id: china\nversion: '1'\ntitle: 测试\n"
ROLES = """
dispatcher: { label: 派单, may: [order.dispatch] }
handler: { label: 承办, may: [order.handle] }
chief: { label: 负责人, may: [order.handle, order.approve] }
arbiter: { label: 裁定, may: [order.rule] }
supervisor: { label: 督办, may: [order.supervise] }
"""
BODIES = """
functions: { desk: 热线, water: 水务, urban: 城管, government: 政府 }
bodies:
  - { id: dz-desk, name: 派单中心, function: desk, division: "441200000000", demo_uscc: "11441299" }
  - id: dz-water
    name: 区水务局
    function: water
    division: "441202000000"
    demo_uscc: "11441299"
    units: [{ id: net, name: 管网科 }]
  - { id: dz-urban, name: 区城管局, function: urban, division: "441202000000", demo_uscc: "11441299" }
  - { id: dz-gov, name: 区政府办, function: government, division: "441202000000", demo_uscc: "11441299" }
  - { id: dz-town, name: 街道办, function: government, division: "441202001000", demo_uscc: "11441299" }
"""
PLACES = """code,name,parent,level,kind
441200000000,示范市,,prefecture,ordinary
441202000000,示范区,441200000000,county,ordinary
441202001000,示范街道,441202000000,town,ordinary
"""
DUTIES = """
night_water:
  matter: 夜间排水
  case_type: order
  subjects: noise
  categories: night
  level: county
  function: water
  valid_from: 2026-03-10
  basis: { source: 测试用职责清单, status: assumed }
"""


def order_place(folder: Path) -> World:
    """The place as a pack in this folder."""
    china, pack = REPOSITORY / "packs" / "china", folder / "china"
    for name in ("calendars", "notices"):
        shutil.copytree(china / name, pack / name)
    shutil.copytree(FOLDER, pack / "case-types")
    texts = {"pack.yaml": PACK, "roles.yaml": ROLES, "organisations.yaml": BODIES, "divisions.csv": PLACES}
    for name, text in {**texts, "duties/all.yaml": DUTIES}.items():
        (pack / name).parent.mkdir(exist_ok=True)
        (pack / name).write_text(text, encoding="utf-8")
    loaded = load(pack, import_string("yiwang.site.kinds.KINDS"))
    assert loaded.world is not None, [problem.sentence() for problem in loaded.problems]
    return loaded.world

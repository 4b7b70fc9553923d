"""A small place that leaves its old system: three mappings of it, and rows as it exports them."""

import csv
import io
import shutil
from uuid import UUID

from django.utils.module_loading import import_string

from yiwang.engines.cases.tests import orders_site
from yiwang.engines.cases.tests.orders import WATER
from yiwang.engines.cases.tests.world import REPOSITORY, at
from yiwang.kernel.actor import Actor
from yiwang.loader import load

NOW = at("03-10 10:00")
CLERK = Actor(
    "staff", UUID(int=9300), "post:dz-desk-sys", "派单中心 系统管理员", ("dz-desk",), "dz-desk",
    frozenset({"import.run", "import.read", "knowledge.write"}),
)  # fmt: skip
HEAD = [
    "工单号",
    "标题",
    "类别",
    "来电时间",
    "办结时间",
    "状态",
    "承办部门",
    "签收时间",
    "到期日",
    "时限",
    "姓名",
    "身份证",
    "诉求",
    "费用",
]
LIMITS = """
limits:
  rows: { value: 20000, source: 测试, status: assumed }
  kilobytes: { value: 8192, source: 测试, status: assumed }
  cell: { value: 2000, source: 测试, status: assumed }
  attachment_kilobytes: { value: 64, source: 测试, status: assumed }
"""
CASES = """
cases:
  type: order
  number: { column: 工单号 }
  title: { column: 标题, required: true }
  subject: { column: 类别, values: { 水: noise, 噪: noise } }
  opened_at: { column: 来电时间, required: true }
  closed_at: { column: 办结时间 }
  since: { column: 签收时间 }
  due_at: { column: 到期日 }
  state: { column: 状态 }
  states:
    待派: { state: received, steps: [dispatch], clocks: { handling: opened_at } }
    办理中: { state: handling, steps: [handle], clocks: { handling: opened_at } }
    已办结: { state: closed, clocks: { handling: opened_at } }
  units:
    main: { column: 承办部门, values: { 水务局: dz-water, 热线: dz-desk } }
    intake: { value: dz-desk }
  limits: { promised: { cell: { column: 时限 }, source: 旧系统记的时限 } }
  told: { 诉求: { column: 诉求 } }
  kept: { reply: { column: 诉求 } }
  party: { name: { column: 姓名 }, id_kind: citizen_id, id_number: { column: 身份证 } }
  history:
    - { at: { column: 签收时间 }, text: "{承办部门}签收", act: sign, public: 承办单位已签收 }
  tell: [{ to: "unit:main", template: case_due_soon }]
"""


ACCOUNTS = f"""
title: 旧账号
system: 旧热线
source: {{ kind: csv }}{LIMITS}
accounts:
  登录名: {{ column: 工号, required: true }}
  姓名: {{ column: 姓名, required: true }}
  单位编号: {{ column: 部门, values: {{ 热线: dz-desk }} }}
  岗位编号: {{ column: 职务, values: {{ 话务员: dz-desk-seat }} }}
  任职止: {{ column: 到期 }}
"""


SCRIPTS = f"""
title: 旧口径
system: 旧热线
source: {{ kind: csv }}{LIMITS}
knowledge:
  number: {{ column: 编号 }}
  question: {{ column: 问题 }}
  answer: {{ column: 答案 }}
  audience: {{ column: 公开, values: {{ 是: public, 否: seat }} }}
  valid_until: {{ column: 到期 }}
  source: {{ column: 依据 }}
"""
WORDS = """
writer: { label: 写口径, may: [knowledge.write] }
reviewer: { label: 审口径, may: [knowledge.review] }
"""


def knowledge_place(pack):
    """What the place needs to have knowledge: rules, the case types they name, roles."""
    china = REPOSITORY / "packs" / "china"
    for kind in china.glob("case-types/knowledge_*.yaml"):
        shutil.copy(kind, pack / "case-types")
    rules = (china / "knowledge" / "rules" / "city.yaml").read_text(encoding="utf-8")
    for theirs, ours in (
        ("[hotline, digital]", "[desk]"),
        ("hotline_demand", "order"),
        ("[answered, closed]", "[closed]"),
    ):
        assert theirs in rules
        rules = rules.replace(theirs, ours)
    (pack / "knowledge" / "rules").mkdir(parents=True)
    (pack / "knowledge" / "rules" / "city.yaml").write_text(rules, encoding="utf-8")
    (pack / "roles.yaml").write_text(orders_site.ROLES + WORDS, encoding="utf-8")


def mapping_text(system="旧热线", source="kind: csv", more=""):
    """A mapping of the old orders."""
    return f"title: 旧工单\nsystem: {system}\nsource: {{ {source} }}\nsums: {{ 费用: 费用 }}{LIMITS}{CASES}{more}"


def old_place(folder, **mappings):
    """The place of the orders, with mappings: id → text."""
    orders_site.order_place(folder)
    pack = folder / "china"
    shutil.copytree(REPOSITORY / "packs" / "china" / "accounts", pack / "accounts")
    knowledge_place(pack)
    desk = 'function: desk, division: "441200000000", demo_uscc: "11441299"'
    assert desk in orders_site.BODIES
    bodies = orders_site.BODIES.replace(
        desk, f"{desk}, posts: [{{ id: seat, title: 话务员, roles: [dispatcher] }}]"
    )
    (pack / "organisations.yaml").write_text(bodies, encoding="utf-8")
    (pack / "imports").mkdir()
    texts = {"old_orders": mapping_text(), "old_accounts": ACCOUNTS, "old_scripts": SCRIPTS, **mappings}
    for name, text in texts.items():
        (pack / "imports" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(pack, import_string("yiwang.site.kinds.KINDS"))


def old_row(number="A-1", **said):
    """A row of the old system, closed in time unless something else is said."""
    row = {
        "工单号": number, "标题": "路灯不亮", "类别": "水", "来电时间": "2026-03-02 09:00:00",
        "办结时间": "2026-03-04 09:00:00", "状态": "已办结", "承办部门": "水务局", "签收时间": "2026-03-02 10:00:00",
        "到期日": "2026-03-16", "时限": "10", "姓名": "", "身份证": "", "诉求": "请修路灯", "费用": "1.50",
    }  # fmt: skip
    return {**row, **said}


def open_row(number="B-1", **said):
    """One that is still worked on."""
    return old_row(number, 办结时间="", 状态="办理中", **said)


def csv_bytes(*rows, encoding="utf-8", head=None):
    """Rows as the old system exports them."""
    out = io.StringIO()
    writer = csv.DictWriter(out, head or HEAD)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


__all__ = ["CLERK", "HEAD", "NOW", "WATER", "csv_bytes", "mapping_text", "old_place", "old_row", "open_row"]

"""A small city: one district, four bodies, the national definitions; its people at work and one who rates."""

import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID, uuid4

from django.utils.module_loading import import_string

from yiwang.engines.cases.public import CaseSeed, PartyPart, UnitPart, case_move, case_open_tree
from yiwang.engines.ratings.public import Opinion, Service
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.people.public import Account, party_register
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.loader import load

REPOSITORY = Path(__file__).resolve().parents[5]
ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
WORKER = system_actor("tests")
PLACE = "990101000000"
DIVISIONS = """code,name,parent,level,kind
990000000000,示例省,,province,ordinary
990100000000,示例市,990000000000,prefecture,ordinary
990101000000,示例区,990100000000,county,ordinary
"""
ORGANISATIONS = """
functions: { market: 市场监管, digital: 政务数据, government: 政府, hall: 大厅 }
shapes: {}
bodies:
  - id: market
    name: 示例区市场监督管理局
    function: market
    division: "990101000000"
    units: [{ id: approval, name: 审批科 }]
    posts:
      - { id: head, title: 局长, roles: [head] }
      - { id: officer, unit: approval, title: 审批员, roles: [officer] }
  - id: digital
    name: 示例区政务和数据局
    function: digital
    division: "990101000000"
    units: [{ id: approval, name: 审批科 }, { id: supervision, name: 效能监督科 }]
    posts:
      - { id: officer, unit: approval, title: 审批员, roles: [officer] }
      - { id: supervisor, unit: supervision, title: 效能监督员, roles: [supervisor] }
  - id: government
    name: 示例市人民政府
    function: government
    division: "990100000000"
    units: [{ id: office, name: 办公室 }]
    posts: [{ id: inspector, unit: office, title: 督查员, roles: [supervisor] }]
  - id: hall
    name: 示例区政务服务中心
    function: hall
    division: "990101000000"
    posts: [{ id: manager, title: 窗口管理, roles: [hall-manager] }]
"""
MAY = {
    "officer": {"case.act.intake", "case.act.examine", "rating.ask"},
    "head": {"rating.read", "rating.answer"},
    "supervisor": {"rating.supervise", "rating.handle", "rating.enter", "voice.weekly"},
}
UNITS = {
    "market": ("market", "market-approval"),
    "digital": ("digital", "digital-approval", "digital-supervision"),
}


def small_city(folder):
    """The city as a world, its files written to a folder that outlives it."""
    pack = folder / "small"
    pack.mkdir()
    shutil.copytree(REPOSITORY / "packs" / "china", folder / "china")
    (pack / "pack.yaml").write_text(
        "id: small\nversion: '1'\ntitle: 示例市\nextends: china\ndivision: '990100000000'\n"
    )
    (pack / "divisions.csv").write_text(DIVISIONS)
    (pack / "organisations.yaml").write_text(ORGANISATIONS)
    loaded = load(pack, import_string("yiwang.site.kinds.KINDS"))
    assert loaded.world is not None, [problem.sentence() for problem in loaded.problems]
    return loaded.world


def staff(role, body, unit="", account=None, *, city=False):
    """A hat of somebody at work."""
    own = f"{body}-{unit}" if unit else body
    return Actor(
        "staff", account or uuid4(), f"post:{own}-{role}", role, UNITS.get(body, (own,)), own,
        frozenset({role, *MAY[role]}), whole_city=city,
    )  # fmt: skip


CLERK = UUID(int=501)


def clerk():
    """Who is at work on every case here."""
    return staff("officer", "market", "approval", CLERK)


def supervisor():
    """Who looks into bad ratings of the market's unit."""
    return staff("supervisor", "digital", "supervision", UUID(int=502))


def head():
    """The head of the rated body."""
    return staff("head", "market", "", UUID(int=503))


def person(name="李示范", number="441299199005120121", phone="10000000001"):
    """A registered person, signed in."""
    with as_actor(WORKER):
        party = party_register(
            WORKER,
            kind="person",
            name=name,
            id_kind="citizen_id",
            id_number=number,
            phone=phone,
            is_demo=True,
        ).id
    return Actor("citizen", uuid4(), f"party:{party}", name, parties=(party,))


def open_case(who, key=None, *, title="食品经营备案", **more):
    """A case of the market's unit."""
    party = who.parties[0]
    seed = CaseSeed(
        key="one", type="service_item", subject="food_filing", title=title,
        parties=(PartyPart(party),), units=(UnitPart("market-approval"),), division=PLACE, **more,
    )  # fmt: skip
    return case_open_tree(actor=who, root=seed, key=key or str(uuid4()), now=NOW).root_id


def declined(who, **more):
    """A case that the clerk closed: not accepted; everything that follows is done."""
    case_id = open_case(who, **more)
    data = {"ground": "no_need", "explanation": "依法不需要许可"}
    case_move(actor=clerk(), case_id=case_id, act="decline", data=data, now=NOW)
    drained()
    return case_id


def drained():
    """Everything in the outbox that can be done is done; papers have no item here and wait."""
    for _ in range(5):
        if not outbox_drain(50):
            break


def event(number, *, accounts=(CLERK,), unit="market-approval", party=None):
    """A service at a window."""
    return Service(
        event_key=f"ticket:{number}", unit=unit, item="food_filing", title="食品经营备案", division=PLACE,
        accounts=accounts, party=party,
    )  # fmt: skip


def opinion(grade=1, **more):
    """What somebody says."""
    return Opinion(grade, **more)


def account(party=None):
    """A staff account of the clerk, perhaps with a person behind it."""
    with as_actor(WORKER):
        return Account.objects.create(id=CLERK, username="clerk", is_staff_account=True, party_id=party)

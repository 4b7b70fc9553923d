"""The worked example in a small city: two counties, two towns, a function zone, their bureaus and counters."""

from yiwang.engines.catalog.pure import KINDS, Catalogue
from yiwang.engines.catalog.tests.factories import worked_example, write
from yiwang.foundations.divisions.pure import DIVISION
from yiwang.foundations.organisations.pure import ORGANISATIONS, ROLE
from yiwang.loader import PARAMETER, load

CITY, NORTH, SOUTH = "990100000000", "990101000000", "990102000000"
HILL, LAKE, VILLAGE, ZONE = "990101001000", "990101002000", "990101001201", "990102400000"

DIVISIONS = f"""code,name,parent,level,kind
{CITY},示例市,,prefecture,ordinary
{NORTH},北县,{CITY},county,ordinary
{SOUTH},南县,{CITY},county,ordinary
{HILL},山镇,{NORTH},town,ordinary
{VILLAGE},山脚村委会,{HILL},village,ordinary
{LAKE},湖镇,{NORTH},town,ordinary
{ZONE},示例开发区,{SOUTH},town,zone
"""

ORGANISATION = {
    "functions": {
        "market": "市场监管", "police": "公安", "hall": "政务服务中心", "government": "人民政府",
        "town-hall": "便民服务中心", "village": "党群服务中心",
    },
    "receiving": {"hall": "hall", "town": "town-hall", "village": "village"},
    "shapes": {
        "bureau": {
            "units": [{"id": "approval", "name": "审批科"}],
            "posts": [{"id": "officer", "unit": "approval", "title": "审批员", "roles": ["officer"]}],
        },
        "town": {
            "units": [{"id": "service", "name": "公共服务办"}, {"id": "watch", "name": "值班室"}],
            "posts": [{"id": "officer", "unit": "service", "title": "审批员", "roles": ["officer"]}],
        },
        "counter": {"posts": [{"id": "clerk", "title": "收件", "roles": ["receiver"]}]},
    },
    "bodies": [
        {"id": "{code}-market", "for_divisions": [CITY, "county", ZONE], "name": "{division}市场监管局",
         "function": "market", "shape": "bureau", "address": "{division}大街"},
        {"id": "{code}-police", "for_divisions": ["county"], "name": "{division}公安局", "function": "police",
         "shape": "bureau"},
        {"id": "{code}-hall", "for_divisions": [CITY, "county"], "name": "{division}政务服务中心",
         "function": "hall", "shape": "counter"},
        {"id": "{code}-government", "for_divisions": ["town"], "name": "{division}人民政府",
         "function": "government", "shape": "town"},
        {"id": "{code}-town-hall", "for_divisions": ["town"], "name": "{division}便民服务中心",
         "function": "town-hall", "shape": "counter"},
        {"id": "{code}-village", "for_divisions": ["village"], "name": "{place}党群服务中心",
         "function": "village", "shape": "counter"},
    ],
}  # fmt: skip

ROLES = {
    "officer": {"label": "审批员", "may": ["case.act.intake", "case.act.decide"]},
    "receiver": {"label": "收件", "may": ["case.read", "window.serve"]},
}

DELEGATION = {
    "title": "向山镇下放公章刻制备案",
    "function": "market",
    "towns": [HILL],
    "items": ["seal"],
    "to": {"function": "government", "unit": "service"},
    "valid_from": "2026-03-01",
    "valid_until": "2026-12-31",
    "basis": {"law": "北县下放职权的决定", "text_version": "示范"},
    "status": "assumed",
}

OVERLAYS = {
    "market": "item,limit,address,window,phone,source,status\n*,,{path}大厅,{body}窗口,100{code},测试,assumed\n"
    "sign,1个工作日,,,,本行业的承诺,assumed\n",
    "990101-market": "item,limit,window,source,status\n*,,北县综合窗口,测试,assumed\n"
    "hygiene,3个工作日,卫生窗口,北县的承诺,assumed\n",
}


def placed_files(**delegations):
    """The files of the pack; ``delegations`` by id."""
    files = worked_example()
    files["pack.yaml"]["division"] = CITY
    files["divisions.csv"] = DIVISIONS
    files["organisations.yaml"], files["roles.yaml"] = ORGANISATION, ROLES
    files["elements.yaml"]["division"] = {"label": "所在镇街", "type": "division"}
    for name in ("registration", "seal", "hygiene", "sign"):
        one = files[f"items/a/{name}.yaml"]
        one["fields"] = [*one["fields"], "shop.division"]
        one["jurisdiction"] = {"by": "shop.division"}
        one["receive"] = [{"place": "online"}, {"place": "hall"}, {"place": "town"}, {"place": "village"}]
        one["handout"] = [{"place": "body"}, {"place": "mail"}]
    files.update({f"overlays/{name}.csv": text for name, text in OVERLAYS.items()})
    files.update({f"delegations/{name}.yaml": one for name, one in delegations.items()})
    return files


PARTNER = {
    "title": "邻市政务服务中心",
    "region": "邻省邻市",
    "scope": "province",
    "agreement": {"law": "两市通办协议（示范）", "text_version": "示范"},
    "valid_from": "2026-01-01",
    "valid_until": "2026-12-31",
    "items": [{"item": "sign", "mode": "remote_intake", "originals": "post"}],
    "results": ["mail"],
    "status": "assumed",
}


def partnered_files(**changed):
    """The same city with a hall elsewhere that receives shop signs for it."""
    files = placed_files()
    files["organisations.yaml"] = {
        **ORGANISATION,
        "functions": {**ORGANISATION["functions"], "partner": "合作大厅"},
        "bodies": [
            *ORGANISATION["bodies"],
            {"id": "neighbour", "division": CITY, "name": "邻市政务服务中心", "function": "partner",
             "shape": "counter", "address": "邻市大街"},
        ],
    }  # fmt: skip
    receive = files["items/a/sign.yaml"]["receive"]
    files["items/a/sign.yaml"]["receive"] = [*receive, {"place": "partner_city"}]
    files["partners/neighbour.yaml"] = {**PARTNER, **changed}
    return files


def placed(folder, files=None):
    """The pack loaded: world and problems."""
    files = files or placed_files(seals=DELEGATION)
    return load(write(folder / "tiny", files), (PARAMETER, DIVISION, ROLE, ORGANISATIONS, *KINDS))


def placed_catalogue(folder, files=None):
    """The pack's catalogue; it must be sound."""
    result = placed(folder, files)
    assert result.world is not None, [problem.sentence() for problem in result.problems]
    return Catalogue.of(result.world)

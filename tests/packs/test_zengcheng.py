"""The second city runs with Guangdong's items and themes, its own towns, bodies and promises; nothing was copied."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from yiwang.engines.catalog.pure import Catalogue, places, savings
from yiwang.foundations.divisions.pure import DivisionTree, Level
from yiwang.foundations.releases.public import forget_current, release_apply
from yiwang.loader import load
from yiwang.site.demo import seed
from yiwang.site.kinds import KINDS

PACKS = Path(__file__).resolve().parents[2] / "packs"
DISTRICT, TOWN = "440118000000", "440118101000"
DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def world():
    loaded = load(PACKS / "zengcheng", KINDS)
    assert loaded.world is not None, [problem.sentence() for problem in loaded.problems]
    return loaded.world


def test_it_has_thirteen_towns_with_their_villages(world):
    under = list(DivisionTree.of(world).under(DISTRICT))
    assert sum(row.level is Level.TOWN for row in under) == 13
    assert sum(row.level is Level.VILLAGE for row in under) == 370


def test_every_item_is_decided_by_somebody_in_every_town(world):
    held, towns = places(world), DivisionTree.of(world).at(Level.TOWN)
    items = world.all("item").values()
    nobody = [(t.name, i.id) for t in towns for i in items if held.deciding(i, t.id, DAY) is None]
    assert nobody == []


def test_at_least_three_themes_of_the_province_spare_something_here(world):
    told = savings(Catalogue.of(world), DAY)
    spared = [t for t in told["themes"] if t["catalogue"]["materials"]["saving"]]
    assert len(spared) >= 3
    weighed = told["city"]["volume"] if told["city"]["themes"] else told["model"]["volume"]
    assert weighed["materials"]["saving"] > 0


def test_its_own_promise_stands_over_the_provinces(world):
    below = load(PACKS / "guangdong", KINDS).world
    ours, theirs = (held.get("item", "property_transfer").promised for held in (world, below))
    assert ours.in_working_days() < theirs.in_working_days() and ours.status.value == "assumed"


@pytest.mark.django_db
def test_a_demo_site_serves_with_this_pack(world, settings, tmp_path):
    settings.YIWANG_DATA, settings.YIWANG_DEMO = tmp_path / "data", True
    release_apply(world)
    assert list(seed(world))
    client = Client()
    assert "增城" in client.get("/").content.decode()
    page = client.get(f"/service/items/signboard_permit/?place={TOWN}").content.decode()
    assert "由新塘镇人民政府决定" in page and "扩大镇级管理权限" in page
    assert "赖示范" in client.get("/").content.decode()
    forget_current()

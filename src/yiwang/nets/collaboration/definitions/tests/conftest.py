"""An item of a province, written with comments, and a city above it."""

import pytest

from yiwang.loader.read import source_of
from yiwang.loader.sources import Sources

ITEM = """# 招牌
title: 招牌设置
promised: { limit: 2个工作日, source: 某办法, status: assumed }  # 待核对
parties:
  shop: { label: 店铺, kind: organisation }
conditions:
  - { text: 文字相符 }
  - { text: 不挡门窗, check: "true" }
materials:
  - shop.drawing
  - shop.photo?
  - { party: shop, material: consent, why: 不是自有 }
receive: [{ place: online }, { place: hall, note: 一楼 }]
"""
PATH = "items/urban/sign.yaml"


@pytest.fixture
def sources():
    """``sources(own)``: the province's item, and what the city writes in its own file."""

    def made(own="", pack="city"):
        held = {("province", PATH): ITEM} | ({(pack, PATH): own} if own else {})
        files = {place: source_of(*place, text) for place, text in held.items()}
        return Sources("city", files, ("city", "province"))

    return made

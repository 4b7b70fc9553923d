"""People find what they mean in the words they would say."""

import pytest

from yiwang.engines.catalog.domain.searching import Searchable, search

BARBER = Searchable(
    "barber", "我要开理发店", ("理发店", "美发", "剪头发", "营业执照"), "从登记到招牌一次办齐"
)
HOUSE = Searchable(
    "house", "二手房转移登记及水电气联动过户", ("二手房", "过户", "买房", "房产证"), "买卖双方一次提交"
)
THINGS = (HOUSE, BARBER)


@pytest.mark.parametrize(
    "query", ["我要开理发店", "开一个理发店", "理发", "剪头发", "美发店怎么开", "营业执照"]
)
def test_the_barber_is_found(query):
    assert search(query, THINGS)[0] is BARBER


@pytest.mark.parametrize("query", ["二手房过户", "买房", "房产证办理", "水电过户"])
def test_the_house_is_found(query):
    assert search(query, THINGS)[0] is HOUSE


@pytest.mark.parametrize("query", ["", "  ", "养狗证", "我要申请", "登月"])
def test_what_is_not_there_is_not_found(query):
    assert search(query, THINGS) == []


def test_full_width_and_spaces_do_not_matter():
    assert search(" 理 发 店 ", THINGS)[0] is BARBER

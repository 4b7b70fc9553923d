"""Every mistake in the rules is told to their author."""

import shutil

import pytest

from yiwang.engines.cases.pure import CASE_TYPE
from yiwang.engines.ratings.pure import RATING_RULES
from yiwang.loader import load

from .world import REPOSITORY

CHINA = REPOSITORY / "packs" / "china"


def codes(folder, old, new):
    """What is told of the national rules after one change."""
    pack = folder / "tiny"
    shutil.copytree(CHINA / "case-types", pack / "case-types")
    (pack / "pack.yaml").write_text('id: tiny\nversion: "1"\ntitle: 小\n')
    (pack / "ratings").mkdir()
    text = (CHINA / "ratings" / "service.yaml").read_text()
    assert old in text
    (pack / "ratings" / "service.yaml").write_text(text.replace(old, new, 1))
    return {problem.code for problem in load(pack, (CASE_TYPE, RATING_RULES)).problems}


def test_the_national_rules_are_right(tmp_path):
    assert codes(tmp_path, "title: 政务服务好差评", "title: 好差评") == set()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"5": 非常不满意 }', '"6": 非常不满意 }', "rating_rules.grades"),
        ("bad_from: 4", "bad_from: 3", "rating_rules.bad_from"),
        ("service_item: [closed, refused, declined]", "service_item: [withdrawn]", "rating_rules.state"),
        ("service_item: [closed, refused, declined]", "service_item: [accepted]", "rating_rules.state"),
        ("service_item: [closed, refused, declined]", "service_item: [nonsense]", "rating_rules.state"),
        ('    times: "4"\n', "", "rating_rules.detector"),
    ],
)
def test_a_mistake_is_told(tmp_path, old, new, code):
    assert code in codes(tmp_path, old, new)

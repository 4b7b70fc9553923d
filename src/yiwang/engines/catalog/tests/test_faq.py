"""常见问题: few, short, about nobody, and only what was compared is called published."""

import pytest

from yiwang.engines.catalog.definitions.faq import check_faq
from yiwang.engines.catalog.pure import Faq
from yiwang.engines.catalog.tests.factories import loaded


class Held:
    """As much of an item or a theme as is looked at."""

    title = "某事"

    def __init__(self, *faq):
        self.faq = faq


def one(ask="怎样查进度？", answer="用编号查。", **more):
    return Faq(ask=ask, answer=answer, source="演示", **{"status": "assumed", **more})


@pytest.mark.parametrize(
    ("held", "code"),
    [
        (Held(one()), ""),
        (Held(one(answer="打 12345 问。")), ""),
        (Held(one(), one()), "faq.twice"),
        (Held(one(ask="问" * 61)), "faq.long"),
        (Held(one(answer="答" * 401)), "faq.long"),
        (Held(one(answer="找张示范，10000000001。")), "faq.person"),
        (Held(one(answer="号码 441299199001010021 的人可以。")), "faq.person"),
        (Held(one(status="published")), "faq.unchecked"),
        (Held(*(one(ask=f"第 {n} 问？") for n in range(21))), "faq.many"),
    ],
)
def test_what_is_wrong_with_questions_is_told(held, code):
    assert [complaint.code for complaint in check_faq(held)] == ([code] if code else [])


def test_items_and_themes_are_looked_at(tmp_path):
    def change(files):
        said = {"ask": "问" * 61, "answer": "答", "source": "演示", "status": "assumed"}
        files["items/a/registration.yaml"]["faq"] = [said]
        files["themes/barber.yaml"]["faq"] = [said]

    codes = [problem.code for problem in loaded(tmp_path, change).problems]
    assert codes.count("faq.long") == 2

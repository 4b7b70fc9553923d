"""The form of a theme: what is not changed stays as it was, conditions are chosen, problems stand at their field."""

from datetime import date
from pathlib import Path

import pytest
from django.http import QueryDict

from yiwang.engines.catalog.pure import Catalogue
from yiwang.kernel.problems import Problem
from yiwang.loader import load
from yiwang.loader.diff import diff
from yiwang.loader.read import source_of
from yiwang.loader.sources import load_sources, sources_of
from yiwang.nets.collaboration.definitions.domain.themes.form import theme_sections
from yiwang.nets.collaboration.definitions.domain.themes.judging import condition_said
from yiwang.nets.collaboration.definitions.domain.themes.placing import theme_errors
from yiwang.nets.collaboration.definitions.domain.themes.preview import Applicant, theme_guide
from yiwang.nets.collaboration.definitions.domain.themes.sent import theme_wanted
from yiwang.nets.collaboration.definitions.domain.themes.starting import (
    Start,
    text_from_item,
    text_from_theme,
)
from yiwang.nets.collaboration.definitions.domain.themes.telling import theme_sentence
from yiwang.nets.collaboration.definitions.domain.themes.words import around
from yiwang.nets.collaboration.definitions.domain.written import whole_text, theme_written
from yiwang.site.kinds import KINDS

DAY = date(2026, 11, 28)
BARBER = "open_barber_shop"
PACK = Path(__file__).parents[2] / "packs/zhaoqing"


@pytest.fixture(scope="module")
def pack():
    """The demo city's pack as files and as a world."""
    world = load(PACK, KINDS).world
    return world, sources_of(world)


def form_of(tree, here, errors=None):
    return [
        w for section in theme_sections(tree, here, errors or {}) for _, row in section.groups for w in row
    ]


def sent_back(tree, here, **changed):
    """What a browser sends of the whole form as it is shown, with some fields changed; ``__`` stands for a dot."""
    query = QueryDict(mutable=True)
    for widget in form_of(tree, here):
        several = widget.shape == "choices"
        query.setlist(
            widget.name, [one for one in widget.value.split(",") if one] if several else [widget.value]
        )
    for name, value in changed.items():
        query.setlist(name.replace("__", "."), value if isinstance(value, list) else [value])
    return query


def changed(pack, theme=BARBER, **fields):
    world, sources = pack
    written, here = theme_written(sources, theme), around(world, theme, DAY)
    return theme_wanted(written.tree, sent_back(written.tree, here, **fields), here)


def text_of(pack, wanted, theme=BARBER):
    return whole_text(theme_written(pack[1], theme), wanted)


def would_be(pack, text, theme=BARBER):
    sources = pack[1]
    place = (sources.pack, f"themes/{theme}.yaml")
    return load_sources(sources.changed({place: source_of(*place, text)}), KINDS)


def test_every_theme_sent_back_as_shown_says_what_it_said(pack):
    world, sources = pack
    for theme in world.all("theme"):
        assert changed(pack, theme) == theme_written(sources, theme).tree, theme


def test_a_condition_is_chosen_and_only_its_line_changes(pack):
    wanted = changed(
        pack, members__hygiene_licence__when__is="answers.area >= ?", members__hygiene_licence__when__number="25",
        members__hygiene_licence__when__join="&&", members__hygiene_licence__when__is2="answers.sign",
    )  # fmt: skip
    old, new = (
        text.splitlines() for text in (theme_written(pack[1], BARBER).own_text, text_of(pack, wanted))
    )
    differing = [(was, now) for was, now in zip(old, new, strict=True) if was != now]
    (was, now) = differing[0] if len(differing) == 1 else ("", "")
    assert was.strip() == "when: answers.area >= param.barber_licence_min_area", differing
    assert now.strip().removeprefix("when: ").strip('"') == "answers.area >= 25 && answers.sign"


def test_a_typed_expression_counts_where_the_choices_were_left_alone(pack):
    typed = "answers.area > 40 && (answers.sign || answers.seal)"
    wanted = changed(pack, members__signboard_permit__when__text=typed)
    assert [one.get("when") for one in wanted["members"]][4] == typed
    shown = {w.name: w.value for w in form_of(wanted, around(pack[0], BARBER, DAY))}
    assert shown["members.signboard_permit.when.is"] == "*"


def test_a_question_with_its_answer_and_an_item_come_and_go(pack):
    wanted = changed(pack, new_question__ask="要卖洗护用品吗？", new_member__item="tobacco_retail_licence",
                     questions__seal__keep="drop", members__seal_record__keep="drop")  # fmt: skip
    assert [one["id"] for one in wanted["questions"]] == ["form", "sign", "area", "question_1"]
    assert "seal" not in wanted["reference_answers"]
    assert wanted["members"][-1] == {
        "item": "tobacco_retail_licence",
        "bind": {"operator": "operator", "shop": "shop"},
    }
    text = text_of(pack, wanted)
    errors = theme_errors(would_be(pack, text).problems, f"zhaoqing/themes/{BARBER}.yaml", text)
    assert "reference_answers 没有回答“要卖洗护用品吗？”" in errors["questions"]
    assert any("personas" in said and "seal" in said for path, said in errors.items() if not path)


def test_what_is_moved_stands_where_it_was_told(pack):
    down = changed(pack, questions__form__place="3")
    assert [one["id"] for one in down["questions"]] == ["sign", "seal", "form", "area"]
    up = changed(pack, questions__area__place="1")
    assert [one["id"] for one in up["questions"]] == ["area", "form", "sign", "seal"]


def test_options_keep_their_codes(pack):
    wanted = changed(pack, questions__form__options="个体户\n公司\n合伙企业")
    assert wanted["questions"][0]["options"] == {
        "option_1": "个体户",
        "company": "公司",
        "option_2": "合伙企业",
    }
    wanted = changed(pack, questions__form__options="个体户\n公司")
    assert wanted["questions"][0]["options"] == {"individual": "个体户", "company": "公司"}


def test_what_the_form_does_not_have_cannot_be_sent(pack):
    same = theme_written(pack[1], BARBER).tree
    forged = {"case_type": "x", "id": "y", "members__seal_record__item": "company_setup", "subject": "everybody",
              "members__seal_record__when__is": "true", "parties__shop__kind": "god"}  # fmt: skip
    assert changed(pack, **forged) == same


def test_a_problem_stands_at_the_field_and_the_part_it_is_in():
    text = "title: 一\nmembers:\n  - item: a\n    when: x\n  - { item: b, bind: {}, when: y }\nsigners: [z]\n"
    lines = {3: "members.a.item", 4: "members.a.when", 5: "members.b", 6: "parties"}
    for line, path in lines.items():
        told = [Problem("c/t.yaml", line, "不对。", "改。")]
        assert theme_errors(told, "c/t.yaml", text) == {path: "不对。改。"}
    assert theme_errors([Problem("c/other.yaml", 1, "不对。", "改。")], "c/t.yaml", text) == {
        "": "c/other.yaml：不对。改。"
    }


def test_an_error_is_shown_beside_its_condition(pack):
    here, tree = around(pack[0], BARBER, DAY), theme_written(pack[1], BARBER).tree
    fields = form_of(tree, here, {"members.signboard_permit.when": "写错了。"})
    assert [w.name for w in fields if w.error] == ["members.signboard_permit.when.is"]


def test_a_condition_is_judged_while_it_is_typed(pack):
    world, sources = pack
    here = around(world, BARBER, DAY)
    tree = theme_written(sources, BARBER).tree
    name = "members.hygiene_licence.when"
    said = condition_said(tree, name, world, here, BARBER)
    assert said["wrong"] == []
    assert said["words"].startswith("店里多大面积？ 不少于“")
    tree["members"][3]["when"] = "answers.aera > 3"
    assert "aera" in condition_said(tree, name, world, here, BARBER)["wrong"][0]
    tree["questions"][1]["when"] = "answers.area > 3"
    later = condition_said(tree, "questions.sign.when", world, here, BARBER)
    assert later["wrong"], "a question may only speak of those before it"


def test_reviewers_read_words_and_no_codes(pack):
    world, sources = pack
    wanted = changed(
        pack, members__signboard_permit__when__is="answers.form == 'company'", ends_on="2027-06-30",
        instead="start_company", questions__area__ask="铺面多大？",
    )  # fmt: skip
    then = would_be(pack, text_of(pack, wanted)).world
    trees = (theme_written(sources, BARBER).tree, wanted)
    told = [theme_sentence(one, trees, around(then, BARBER, DAY)) for one in diff(world, then, KINDS)]
    assert told == [
        "“我要开理发店”问题的“铺面多大？”的问法：由“店里多大面积？”改为“铺面多大？”。",
        "“我要开理发店”事项的“户外招牌设置”的条件：由“要挂户外招牌吗？ 是”改为“您打算办个体工商户还是公司？ "
        "选“公司””。",
        "“我要开理发店”最后一天：新增：2027-06-30。",
        "“我要开理发店”以后改办：新增：企业开办。",
    ]


def test_a_preview_says_what_is_wrong_and_leaves_out_answers_to_questions_that_are_not_there(pack):
    world, _ = pack
    held = Catalogue.of(world)
    asked = dict(world.get("theme", BARBER).reference_answers)
    known = theme_guide(held, BARBER, Applicant(asked), DAY)
    assert theme_guide(held, BARBER, Applicant({**asked, "not_asked": "yes"}), DAY) == known
    assert known["problems"] == []
    wrong = theme_guide(held, BARBER, Applicant({**asked, "area": "很大"}), DAY)
    assert wrong["problems"] and all(isinstance(one, str) for one in wrong["problems"])


def test_a_new_theme_from_a_theme_and_from_an_item_is_sound(pack):
    world, sources = pack
    start = Start("我要开美甲店", "market", world)
    for text in (text_from_theme(sources, BARBER, start), text_from_item(sources, "hygiene_licence", start)):
        then = would_be(pack, text, "open_nail_shop")
        assert then.world, then.problems
        made = then.world.get("theme", "open_nail_shop")
        assert (made.title, made.status, made.typical) == ("我要开美甲店", "assumed", None)
    assert text_from_theme(sources, "no_such", start) == text_from_item(sources, "no_such", start) == ""

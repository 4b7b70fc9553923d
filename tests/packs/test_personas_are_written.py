"""The form of a theme's demo applicants: name, story and answers change, every other byte stays as it was."""

from datetime import date

import pytest
from django.http import QueryDict

from yiwang.engines.catalog.pure import Catalogue
from yiwang.loader.diff import diff
from yiwang.loader.read import source_of
from yiwang.loader.sources import load_sources
from yiwang.nets.collaboration.definitions.domain.themes.personas import (
    NEW,
    gone_section,
    is_back,
    new_sent,
    persona_added,
    persona_errors,
    persona_sections,
    persona_wanted,
)
from yiwang.nets.collaboration.definitions.domain.themes.preview import Applicant, theme_guide
from yiwang.nets.collaboration.definitions.domain.themes.telling import persona_sentence
from yiwang.nets.collaboration.definitions.domain.written import (
    dropped_text,
    personas_written,
    theme_written,
    whole_text,
)
from yiwang.site.kinds import KINDS

from .test_a_theme_is_written import BARBER, pack

__all__ = ["pack"]
DAY = date(2026, 11, 28)
STALL = "barber_stall"


def asked_of(pack, theme):
    return theme_written(pack[1], theme).tree.get("questions", [])


def widgets_of(pack, theme, errors=None):
    trees = {key: one.tree for key, one in personas_written(pack[1], theme).items()}
    sections = persona_sections(trees, asked_of(pack, theme), errors or {}, {})
    return {widget.name: widget for section in sections for _, row in section.groups for widget in row}


def sent_back(pack, theme=BARBER, **changed):
    """What a browser sends of the form as it is shown, with some fields changed; ``__`` stands for a dot."""
    query = QueryDict(mutable=True)
    for widget in widgets_of(pack, theme).values():
        several = widget.shape == "choices"
        query.setlist(widget.name, list(filter(None, widget.value.split(","))) if several else [widget.value])
    for name, value in changed.items():
        query.setlist(name.replace("__", "."), value if isinstance(value, list) else [value])
    return query


def wanted(pack, key, theme=BARBER, **changed):
    held = personas_written(pack[1], theme)[key]
    return held, persona_wanted(key, held.tree, asked_of(pack, theme), sent_back(pack, theme, **changed))


def would_be(pack, files):
    sources = pack[1]
    held = {place: source_of(*place, text) if text is not None else None for place, text in files.items()}
    return load_sources(sources.changed(held), KINDS)


def test_every_persona_sent_back_as_shown_says_what_it_said(pack):
    world, sources = pack
    seen = set()
    for theme in world.all("theme"):
        query = sent_back(pack, theme)
        for key, held in personas_written(sources, theme).items():
            assert persona_wanted(key, held.tree, asked_of(pack, theme), query) == held.tree, key
            seen.add(key)
    assert seen == set(world.all("persona"))


def test_questions_are_asked_by_their_type_and_may_be_left_out(pack):
    held = widgets_of(pack, BARBER)
    assert (held[f"{STALL}.answers.area"].kind, held[f"{STALL}.answers.area"].required) == ("decimal", False)
    sign = held[f"{STALL}.answers.sign"]
    assert sign.shape == "select" and [one.label for one in sign.options] == ["是", "否"]
    several = widgets_of(pack, "change_company")
    assert any(widget.shape == "choices" for name, widget in several.items() if name.endswith(".changes"))


def test_an_answer_changes_in_its_place_and_every_other_line_stays(pack):
    changed = {"barber_individual__answers__area": "45", "barber_individual__answers__seal": ""}
    held, new = wanted(pack, "barber_individual", **changed)
    before, after = held.own_text.splitlines(), whole_text(held, new).splitlines()
    assert [one for one in after if one not in before] == ['answers: { form: individual, sign: "true", area: "45" }']
    assert len(before) == len(after)
    with_cents = sent_back(pack, barber_individual__title="")
    assert "title" not in persona_wanted("barber_individual", held.tree, asked_of(pack, BARBER), with_cents)


def test_several_are_ticked_and_only_what_may_be_chosen_counts(pack):
    key = next(iter(personas_written(pack[1], "change_company")))
    _, new = wanted(pack, key, "change_company", **{f"{key}__answers__changes": ["name", "legal", "=1+1"]})
    assert new["answers"]["changes"] == "name,legal"
    _, none = wanted(pack, key, "change_company", **{f"{key}__answers__changes": []})
    assert "changes" not in none["answers"]


@pytest.mark.parametrize(
    ("answer", "words"), [("999999", "不在"), ("很大", "不是数"), ("-1", "不在")]
)  # fmt: skip
def test_what_the_check_says_stands_at_the_answer(pack, answer, words):
    held, new = wanted(pack, STALL, barber_stall__answers__area=answer)
    text = whole_text(held, new)
    problems = would_be(pack, {held.own: text}).problems
    then = {STALL: type(held)(**{**vars(held), "tree": new, "own_text": text})}
    errors = persona_errors(problems, then, (), asked_of(pack, BARBER))
    assert list(errors) == [f"{STALL}.answers.area"] and words in errors[f"{STALL}.answers.area"]
    assert widgets_of(pack, BARBER, errors)[f"{STALL}.answers.area"].error


def test_an_answer_to_a_question_that_is_gone_is_told_and_can_be_dropped(pack):
    sources = pack[1]
    held, asked = personas_written(sources, BARBER)[STALL], asked_of(pack, BARBER)[1:]
    gone = asked_of(pack, BARBER)[0]["id"]
    (section, _) = persona_sections({STALL: held.tree}, asked, {}, {})
    assert f"{STALL}.answers.{gone}.keep" in [w.name for _, row in section.groups for w in row]
    query = sent_back(pack, **{f"{STALL}__answers__{gone}__keep": "drop"})
    assert gone not in persona_wanted(STALL, held.tree, asked, query)["answers"]
    assert gone in persona_wanted(STALL, held.tree, asked, sent_back(pack))["answers"]


def test_one_is_added_with_a_code_of_his_own_and_the_preview_takes_his_answers(pack):
    sources = pack[1]
    query = sent_back(pack, **{f"{NEW}__title": "何示范，只挂招牌", f"{NEW}__story": "店早就开了。"})
    key, tree = persona_added(BARBER, [f"{BARBER}_1"], query)
    assert (key, tree) == (f"{BARBER}_2", {"theme": BARBER, **new_sent(query)})
    place = (sources.pack, f"personas/{key}.yaml")
    text = "theme: open_barber_shop\ntitle: 何示范，只挂招牌\nanswers: { form: individual, area: '8' }\n"
    then = would_be(pack, {place: text})
    assert then.world is not None and key in personas_written(sources.changed({place: source_of(*place, text)}), BARBER)
    told = theme_guide(Catalogue.of(then.world), BARBER, Applicant(then.world.get("persona", key).answers, key), DAY)
    assert "公共场所卫生许可（新办）" in told["left"]
    assert persona_added(BARBER, [], sent_back(pack)) is None
    assert new_sent(sent_back(pack, **{f"{NEW}__title": "甲\x00乙\u2028丙"})) == {"title": "甲乙丙"}


def test_one_of_the_own_pack_goes_with_his_file_and_one_from_below_by_a_word(pack):
    sources = pack[1]
    own = personas_written(sources, BARBER)[STALL]
    below = personas_written(sources, "open_restaurant")["restaurant_stall"]
    assert persona_wanted(STALL, own.tree, [], sent_back(pack, barber_stall__keep="drop")) is None
    assert dropped_text(sources, own) is None and dropped_text(sources, below) == "drop: true\n"
    after = sources.changed({below.own: source_of(*below.own, "drop: true\n"), own.own: None})
    assert STALL not in personas_written(after, BARBER)
    assert below.id not in personas_written(after, "open_restaurant")


@pytest.mark.parametrize(("theme", "key"), [("open_restaurant", "restaurant_owner"), (BARBER, STALL)])
def test_whom_a_theme_or_a_scenario_names_does_not_go_unseen(pack, theme, key):
    held = personas_written(pack[1], theme)[key]
    problems = would_be(pack, {held.own: dropped_text(pack[1], held)}).problems
    assert key in persona_errors(problems, {}, (), asked_of(pack, theme))[""]
    errors = persona_errors(problems, {}, (key,), asked_of(pack, theme))
    (section,) = gone_section({key: held.tree["title"]}, errors)
    ((_, (widget,)),) = section.groups
    assert list(errors) == [widget.name] and "去不掉" in widget.error
    assert [one.label for one in widget.options] == ["去掉", "放回来"]
    assert is_back(QueryDict(f"{key}.keep=keep"), key) and not is_back(QueryDict(f"{key}.keep=drop"), key)


def test_the_difference_is_told_in_words(pack):
    world, sources = pack
    held, new = wanted(
        pack, "barber_individual", barber_individual__answers__sign="false", barber_individual__title="李示范"
    )
    then = would_be(pack, {held.own: whole_text(held, new)}).world
    trees = (theme_written(sources, BARBER).tree,) * 2
    told = [persona_sentence(change, trees) for change in diff(world, then, KINDS)]
    assert told == [
        "典型人物“李示范”名称：由“李示范，个体开店”改为“李示范”。",
        "典型人物“李示范”回答“要挂户外招牌吗？”：由“是”改为“否”。",
    ]

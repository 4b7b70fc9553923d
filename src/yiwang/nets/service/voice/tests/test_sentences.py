"""Weekly: sentences that are alike are one; a release that was to end one is measured; the file opens safely."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from uuid import uuid4

import pytest
from django.test import RequestFactory

from yiwang.engines.applications.tests.conftest import person
from yiwang.engines.cases.public import CaseSeed, PartyPart, RemarkMade, UnitPart, case_move, case_open_tree
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.releases.public import Release, release_current
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.spreadsheets import csv_text
from yiwang.nets.service.voice.domain.errors import VoiceRefused
from yiwang.nets.service.voice.domain.sentences import in_a_hundred, said_alike, sentences
from yiwang.nets.service.voice.selectors.weekly import fix_lines, sentence_lines
from yiwang.nets.service.voice.services.sentences import sentence_close
from yiwang.nets.service.voice.views.weekly import export

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def remark(what, about="场所证明", subject="a", case=None):
    return RemarkMade(subject, subject, case or uuid4(), NOW, about, what, "")


def test_wordings_that_differ_in_numbers_signs_and_a_word_are_one():
    found = sentences(
        [remark("租赁合同缺第 2 页，请补齐"), remark("租赁合同缺第3页,请补齐。"), remark("租赁合同缺页，请补齐"),
         remark("租赁合同没有盖章")], 0.6,
    )  # fmt: skip
    assert [one.cases for one in found] == [3, 1]


def test_the_same_words_about_something_else_are_another_sentence():
    found = sentences(
        [remark("看不清"), remark("看不清", about="身份证"), remark("看不清", subject="b")], 0.6
    )
    assert [one.cases for one in found] == [1, 1, 1]


def test_a_case_counts_once_however_often_it_was_told():
    case = uuid4()
    assert [one.cases for one in sentences([remark("缺页", case=case), remark("缺页", case=case)], 0.6)] == [
        1
    ]
    assert said_alike([remark("缺页"), remark("缺页。"), remark("别的")], "a", "场所证明", "缺页", 0.6) == 2


@pytest.mark.parametrize(("count", "cases", "rate"), [(1, 4, 25.0), (0, 3, 0.0), (1, 0, None)])
def test_rates_are_per_hundred_cases(count, cases, rate):
    assert in_a_hundred(count, cases) == rate


def bureau():
    return Actor(
        "staff", uuid4(), "post:441200-digital-supervision-supervisor", "效能监督员", ("441200-digital",),
        "441200-digital-supervision", frozenset({"supervisor", "voice.weekly"}), whole_city=True,
    )  # fmt: skip


def asked_to_supply(who, what, at):
    """A case whose unit asks for a supplement."""
    seed = CaseSeed(key="one", type="service_item", subject="hygiene_licence", title="公共场所卫生许可",
                    parties=(PartyPart(who.parties[0]),), units=(UnitPart("441202-health-approval"),))  # fmt: skip
    case_id = case_open_tree(actor=who, root=seed, key=str(uuid4()), now=at).root_id
    if what:
        unit = "441202-health-approval"
        clerk = Actor("staff", uuid4(), f"post:{unit}-officer", "审批员", (unit,), unit,
                      frozenset({"officer", "case.act.remark", "case.act.intake"}))  # fmt: skip
        said = [{"about": "场所证明", "what": what, "mend": "补齐后上传"}]
        case_move(actor=clerk, case_id=case_id, act="remark", data={"remarks": said}, now=at)
    return case_id


@pytest.mark.django_db
def test_a_release_that_was_to_end_a_sentence_is_measured_before_and_after(city):
    who, release = person("李示范", "441299199005120121"), release_current()
    Release.objects.filter(pk=release.pk).update(applied_at=NOW)
    said = {-9: "租赁合同缺第2页", -8: "租赁合同缺第 3 页。", 4: "租赁合同缺第2页"}
    for day in (-9, -8, -7, -6, 3, 4, 5, 6, 7):
        asked_to_supply(who, said.get(day, ""), NOW + timedelta(days=day))
    until = NOW + timedelta(days=10)
    with as_actor(bureau()):
        (line,) = sentence_lines(NOW - timedelta(days=20), NOW)
        assert (line.sentence.cases, line.opened, line.rate, line.fixes) == (2, 4, 50.0, ())
        held = {"subject": line.sentence.subject, "title": line.sentence.title, "about": line.sentence.about,
                "wording": line.sentence.wording, "note": "指南写明要全部页", "now": until}  # fmt: skip
        for wrong in ({"release": 0}, {"release": release.pk, "note": " "}):
            with pytest.raises(VoiceRefused):
                sentence_close(bureau(), **{**held, **wrong})
        for _ in range(2):
            sentence_close(bureau(), **held, release=release.pk)
        (fix,) = fix_lines(until)
        assert (fix.before, fix.after, fix.whole) == (50.0, 20.0, False)
        assert len(sentence_lines(NOW - timedelta(days=20), NOW)[0].fixes) == 1
    with pytest.raises(VoiceRefused):
        sentence_close(replace(bureau(), roles=frozenset({"officer"})), **held, release=release.pk)


@pytest.mark.django_db
def test_a_remark_that_is_a_formula_is_harmless_in_the_file(city):
    who = person("李示范", "441299199005120121")
    for _ in range(2):
        asked_to_supply(who, '=HYPERLINK("http://x.invalid")', NOW)
    outbox_drain(50)
    request = RequestFactory().get("/voice/weekly/export/", {"since": "2026-03-01", "until": "2026-03-08"})
    request.actor, request.user = bureau(), type("User", (), {"is_authenticated": True})()
    with as_actor(bureau()):
        text = export(request).content.decode()
    assert "'=HYPERLINK" in text and ",=HYPERLINK" not in text


def test_cells_are_safe():
    assert "'=1+1" in csv_text(("甲",), [("=1+1",)])

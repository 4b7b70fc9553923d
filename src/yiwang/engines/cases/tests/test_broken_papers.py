"""One broken pack per message about papers: nobody is refused without reasons and remedies, silence needs a law."""

import pytest

from yiwang.engines.cases.pure import CASE_TYPE
from yiwang.foundations.papers.pure import PAPER
from yiwang.loader import PARAMETER, load

CASES = """
title: 测试
states:
  new: { label: 新, kind: open }
  done: { label: 完, kind: final, outcome: result }
  no: { label: 不行, kind: final, outcome: refused }
open: { label: 提交, to: new, opens: work }
steps:
  work: { label: 办理 }
papers:
  refusal: { "*": no }
acts:
  finish: { label: 办结, from: new, to: done, by: [{ step: work }] }
  refuse:
    label: 拒绝
    from: new
    to: no
    by: [{ step: work }]
    after: [{ id: issue_paper, with: { paper: refusal } }]
"""
REFUSAL = """
title: 不行通知
kind: refusal
fields:
  facts: { label: 事实 }
  basis: { label: 依据 }
  remedy: { label: 救济, type: record, of: { review_body: { label: 机关 }, review_period: { label: 期限 } } }
sample:
  facts: 一
  basis: 二
  remedy: { review_body: 三, review_period: 四 }
"""
TEXT = "title: 参数\ntype: text\nvalues:\n  2026-01-01: { value: 甲, source: 测试, status: assumed }\n"
PARAMETERS = ("review_body", "review_period", "suit_court", "suit_period")


def problems_of(tmp_path, cases=CASES, refusal=REFUSAL, parameters=PARAMETERS):
    pack = tmp_path / "p"
    for folder in ("case-types", "papers", "parameters"):
        (pack / folder).mkdir(parents=True)
    files = {
        "pack.yaml": "id: p\nversion: '1'\ntitle: 测试\n",
        "case-types/test.yaml": cases,
        "papers/no.yaml": refusal,
    }
    files |= {f"parameters/{name}.yaml": TEXT for name in parameters} | {"papers/no.typ": "ok"}
    for name, text in files.items():
        (pack / name).write_text(text, encoding="utf-8")
    return [problem.what for problem in load(pack, (PARAMETER, CASE_TYPE, PAPER)).problems]


def test_a_whole_one_has_no_problem(tmp_path):
    assert problems_of(tmp_path) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "    after: [{ id: issue_paper, with: { paper: refusal } }]\n",
            "",
            "却没有写明事实、依据、复议机关和期限的文书",
        ),
        ('{ "*": no }', '{ "01": no }', "却没有写明事实、依据、复议机关和期限的文书"),
        ('{ "*": no }', '{ "*": gone }', "要用文书“gone”，但没有这份文书"),
        ("paper: refusal", "paper: gone", "要制作文书“gone”，但没有这份文书"),
        ("label: 办结,", "label: 办结, deems: true,", "以沉默视为受理，却没有写法律依据"),
    ],
)
def test_a_broken_case_type_is_told(tmp_path, before, after, told):
    assert before in CASES
    assert any(told in what for what in problems_of(tmp_path, cases=CASES.replace(before, after)))


@pytest.mark.parametrize(
    ("before", "after", "missing"),
    [
        ("  facts: { label: 事实 }\n", "", "facts"),
        ("basis: { label: 依据 }", 'basis: { label: 依据, required: "false" }', "basis"),
        ("review_body: { label: 机关 }, ", "", "remedy.review_body"),
        (", review_period: { label: 期限 }", "", "remedy.review_period"),
    ],
)
def test_a_refusal_that_says_too_little_is_told(tmp_path, before, after, missing):
    assert before in REFUSAL
    told = problems_of(tmp_path, refusal=REFUSAL.replace(before, after))
    assert any(f"没有必填的栏目 {missing}" in what for what in told), told


def test_an_ordinary_paper_is_no_refusal(tmp_path):
    told = problems_of(tmp_path, refusal=REFUSAL.replace("kind: refusal\n", ""))
    assert any("却没有写明事实" in what for what in told)


def test_a_pack_without_a_period_of_review_is_told(tmp_path):
    told = problems_of(tmp_path, parameters=PARAMETERS[:1])
    assert any("没有参数 review_period" in what for what in told)


def test_a_state_may_say_why_it_needs_no_paper(tmp_path):
    text = CASES.replace("outcome: refused }", "outcome: refused, no_paper: 内部认定 }")
    text = text.replace("    after: [{ id: issue_paper, with: { paper: refusal } }]\n", "")
    assert problems_of(tmp_path, cases=text) == []

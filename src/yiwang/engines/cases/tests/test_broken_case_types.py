"""One broken case type per message, in words an author understands, at the line where it is broken."""

import pytest

from yiwang.engines.cases.pure import CASE_TYPE, diagram_of
from yiwang.loader import load

from .world import china

WHOLE = """
title: 测试
states:
  new: { label: 新, kind: open }
  done: { label: 完, kind: final, outcome: result }
open: { label: 提交, to: new, opens: work }
steps:
  work: { label: 办理, clock: limit }
clocks:
  limit:
    label: 时限
    limit: [{ value: 5, unit: working_day, source: 测试, status: assumed }]
acts:
  finish:
    label: 办结
    from: new
    to: done
    by: [{ step: work }]
"""

BROKEN = {
    "没有写哪个闹钟到时候交回": ("label: 办理,", "label: 办理, off_hours: { until: limit, notice: x },"),
    "没有动作把环节“办理”交回": (
        "label: 办理, clock: limit }\nclocks:",
        "label: 办理, off_hours: { until: bell, notice: x } }\nclocks:\n  bell: { label: 铃, alarm: true, "
        "on_breach: finish, limit: [{ value: 1, unit: working_minute, source: 测试, status: assumed }] }",
    ),
    "没有写到时候办什么": ("label: 时限", "label: 时限\n    alarm: true"),
    "不是值班时交出去的环节": ("from: new", "from: new\n    hands_back: work"),
    "不能交给值班的人": (
        "label: 办理,",
        'label: 办理, assign: "each_unit:co", off_hours: { until: limit, notice: x },',
    ),
    "没有名为“gone”的状态": ("from: new", "from: gone"),
    "没有名为“nowhere”的状态": ("to: done", "to: nowhere"),
    "没有名为“play”的环节": ("by: [{ step: work }]", "by: [{ step: play }]"),
    "没有名为“alarm”的时钟": ("clock: limit", "clock: alarm"),
    "没有名为“everything_fine”的登记的条件": ("from: new", "from: new\n    guards: everything_fine"),
    "没有名为“print_money”的登记的效果": ("from: new", "from: new\n    after: [{ id: print_money }]"),
    "没有名为“nobody”的登记的分派规则": ("label: 办理,", "label: 办理, assign: nobody,"),
    "恰好写一个": ("by: [{ step: work }]", "by: [{ step: work, party: applicant }]"),
    "时限要在 term、parameter、value 中恰好写一个": ("value: 5,", "value: 5, term: promised,"),
    "没有 source 或 status": (", source: 测试, status: assumed", ""),
    "没有哪个动作会打开": ("opens: work", "public: x"),
    "没有哪个动作能走到状态“孤": ("states:", "states:\n  lonely: { label: 孤, kind: waiting }"),
    "走不到任何终结状态": ("to: done", "to: new"),
    "kind 与 outcome 不配": ("kind: final, outcome: result", "kind: final"),
    "type 与 options 不配": ("from: new", "from: new\n    data: { way: { label: 方式, type: choice } }"),
    "不许系统时钟办": ("label: 时限", "label: 时限\n    on_breach: finish"),
    "没有名为“what”的本动作的栏目": ("from: new", "from: new\n    keep: what"),
    "缺少状态": ("title: 测试", "title: 测试\nstate: derived"),
    "让主办单位离开": ("to: done", "to: done\n    units: [{ part: main, end: true }]"),
    "没有写明哪个单位加入": ("to: done", "to: done\n    units: [{ part: co }]"),
    "没有这个类型为 unit、units 的栏目": (
        "to: done",
        'to: done\n    units: [{ part: co, to: "field:whom" }]',
    ),
    "没有这个类型为 parts 的栏目": ("to: done", "to: done\n    split: { field: parts }"),
    "拆出的办件却没有时钟读这个时限": (
        "to: done",
        "to: done\n    data: { parts: { label: 子项, type: parts, required: true } }\n"
        "    split: { field: parts, limit: handling }",
    ),
    "没有这个类型为 case 的栏目": ("to: done", "to: done\n    link: { kind: related, field: other }"),
    "它却可以不填": (
        "to: done",
        "to: done\n    data: { other: { label: 编号, type: case } }\n    link: { kind: related, field: other }",
    ),
    "却没有确定主办单位": (
        "to: done",
        "to: done\n    data: { why: { label: 理由, required: true } }\n    precedent: { reasoning: why }",
    ),
    "但后者没有次数": ("to: done", "to: done\n    after_spent: finish"),
    "window 不会起作用": (
        "to: done",
        "to: done\n    window: [{ value: 5, unit: day, source: 测试, status: assumed }]",
    ),
    "没有写是哪个时钟": ("clock: limit }", "own_clock: true }"),
    "不能用整个办件的主时钟": ("clock: limit }\n", "clock: limit, own_clock: true }\nmain_clock: limit\n"),
    "并入的办件却听不到结果": (
        "to: done",
        "to: done\n    data: { into: { label: 主件, type: case, required: true } }\n"
        "    link: { kind: merged_into, field: into }",
    ),
    "不许系统（effect）办": (
        "to: done",
        "to: done\n    after: [{ id: move_members, with: { act: finish } }]",
    ),
    "写了 templates，但它不是文字": (
        "to: done",
        "to: done\n    data: { on: { label: 日期, type: date, templates: { 今天: 今天 } } }",
    ),
    "colour": ("label: 办结", "label: 办结\n    colour: red"),
}


def problems_of(tmp_path, text):
    pack = tmp_path / "p"
    (pack / "case-types").mkdir(parents=True)
    (pack / "pack.yaml").write_text("id: p\nversion: '1'\ntitle: 测试\n", encoding="utf-8")
    (pack / "case-types" / "test.yaml").write_text(text, encoding="utf-8")
    return load(pack, (CASE_TYPE,)).problems


def test_whole_one_has_no_problem(tmp_path):
    assert problems_of(tmp_path, WHOLE) == []


@pytest.mark.parametrize("sentence", BROKEN)
def test_broken_one_is_told(tmp_path, sentence):
    before, after = BROKEN[sentence]
    assert before in WHOLE
    problems = problems_of(tmp_path, WHOLE.replace(before, after, 1))
    told = [problem for problem in problems if sentence in problem.what]
    assert told, [problem.sentence() for problem in problems]
    assert all(problem.mend and problem.line > 0 for problem in told)


@pytest.mark.parametrize("condition", ["case.flag.x == true", "case.state ==", "nothing.here"])
def test_condition_that_cannot_be_read_is_told(tmp_path, condition):
    text = WHOLE.replace("from: new", f'from: new\n    when: "{condition}"')
    assert [problem for problem in problems_of(tmp_path, text) if problem.code == "case_type.condition"]


def test_diagram_shows_every_state_and_every_way():
    drawn = diagram_of(china().get(CASE_TYPE, "service_item"))
    assert "[*] --> submitted: 提交" in drawn and "deciding --> refused: 不予批准" in drawn
    assert drawn.count(" as ") == len(china().get(CASE_TYPE, "service_item").states)

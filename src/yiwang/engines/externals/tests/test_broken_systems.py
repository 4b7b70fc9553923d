"""One broken pack for each sentence about an external system; each says how to mend it."""

import json
import shutil

import pytest

from yiwang.engines.cases.pure import CASE_TYPE
from yiwang.engines.cases.tests.world import REPOSITORY
from yiwang.engines.externals.pure import EXTERNAL_SYSTEM
from yiwang.foundations.divisions.pure import DIVISION
from yiwang.foundations.organisations.pure import ORGANISATIONS
from yiwang.loader import load

CASE = """
title: 测试
states: { new: { label: 新 }, done: { label: 完, kind: final, outcome: result } }
open: { label: 开, to: new, opens: look }
steps: { look: { label: 查看 } }
acts:
  finish:
    label: 办结
    from: new
    by: [{ step: look }, { system: external }]
    to: done
    data:
      way: { label: 方式, type: choice, required: true, options: { a: 甲, b: 乙 } }
      text: { label: 说明 }
      count: { label: 数量, type: int }
    keep: text
  closed_to_others: { label: 自办, from: new, to: done, by: [{ step: look }] }
"""


def whole():
    return {
        "title": "某系统", "owner": "某厅", "way": "api", "gateway": "demo", "ask_at": "02:00",
        "serves": [{"case_type": "test", "step": "look"}],
        "sends": [{"case": "number"}, {"kept": "text"}, {"told": "地点"}],
        "answers": {"准予": {"act": "finish", "data": {"way": "a", "text": "{system} {note}"}}},
        "patience": {"limit": "2个工作日", "source": "测试", "status": "assumed"},
    }  # fmt: skip


def changed(**more):
    return {**whole(), **more}


def answer(act="finish", **data):
    return {"准予": {"act": act, "data": data}}


BROKEN = {
    "way 与 gateway 不配": changed(way="card"),
    "申请人撤回时告诉不了它": changed(way="card", gateway="", recall="请停办"),
    "等候期限看不懂": changed(patience={"limit": "很快", "source": "测试", "status": "assumed"}),
    "没有环节“decide”": changed(serves=[{"case_type": "test", "step": "decide"}]),
    "办件类型“测试”没有": changed(answers=answer("vanish")),
    "不许外部系统的答复来办": changed(answers=answer("closed_to_others")),
    "必填的方式": changed(answers=answer()),
    "没有栏目“colour”": changed(answers=answer(way="a", colour="red")),
    "要的不是文字": changed(answers=answer(way="a", count="3")),
    "没有“c”这个选项": changed(answers=answer(way="c")),
    "没有哪个动作会留下来": changed(sends=[{"kept": "nothing"}]),
    "不是可以代入的词": changed(answers=answer(way="a", text="{secret}")),
    "送不了文件": changed(way="file", gateway="", sends=[{"material": "*"}]),
    "要送的材料“nothing”没有定义": changed(sends=[{"material": "nothing"}]),
    "恰好写一个": changed(sends=[{"kept": "text", "case": "number"}]),
}


def problems_of(tmp_path, *more, **systems):
    pack = tmp_path / "p"
    for name in ("case-types", "external-systems"):
        (pack / name).mkdir(parents=True)
    (pack / "pack.yaml").write_text("id: p\nversion: '1'\ntitle: 测试\n", encoding="utf-8")
    (pack / "case-types" / "test.yaml").write_text(CASE, encoding="utf-8")
    for key, held in systems.items():
        text = json.dumps(held, ensure_ascii=False, indent=1)
        (pack / "external-systems" / f"{key}.yaml").write_text(text, encoding="utf-8")
    return load(pack, (*more, CASE_TYPE, EXTERNAL_SYSTEM)).problems


def test_a_whole_one_has_no_problem(tmp_path):
    assert problems_of(tmp_path, some=whole()) == []


@pytest.mark.parametrize("sentence", BROKEN)
def test_a_broken_one_is_told(tmp_path, sentence):
    told = [one for one in problems_of(tmp_path, some=BROKEN[sentence]) if sentence in one.what]
    assert told and all(one.mend and one.line > 0 for one in told)


def test_one_task_in_two_systems_is_told_once(tmp_path):
    problems = problems_of(tmp_path, a=whole(), b=whole())
    assert ["接同一个单位的同一个环节" in one.what for one in problems] == [True]


def test_two_systems_for_different_bodies_are_no_problem(tmp_path):
    east, west = ([{**whole()["serves"][0], "bodies": [body]}] for body in ("east", "west"))
    assert problems_of(tmp_path, a=changed(serves=east), b=changed(serves=west)) == []


def test_a_body_that_there_is_not_is_told(tmp_path):
    template = REPOSITORY / "packs" / "_template"
    (tmp_path / "p").mkdir()
    for name in ("divisions.csv", "organisations.yaml"):
        shutil.copy(template / name, tmp_path / "p" / name)
    nowhere = changed(serves=[{"case_type": "test", "step": "look", "bodies": ["market", "990199-market"]}])
    problems = problems_of(tmp_path, DIVISION, ORGANISATIONS, some=nowhere)
    told = [one.what for one in problems if one.code.startswith("external_system")]
    assert told == ["没有单位或职能叫“990199-market”。"]

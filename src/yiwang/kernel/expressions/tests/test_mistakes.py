"""An author's mistakes: told in Chinese, at the column, with the remedy, all at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwang.kernel.expressions import (
    BOOL,
    DATE,
    DECIMAL,
    INT,
    MONEY,
    TEXT,
    TIMESTAMP,
    Code,
    Dated,
    ExpressionError,
    ListOf,
    Record,
    compile_expression,
    parse,
)

SCHEMA = {
    "answers": Record(
        {
            "area": DECIMAL,
            "form": Code({"individual": "个体户", "company": "公司"}),
            "seal": BOOL,
            "name": TEXT,
        }
    ),
    "parties": Record({"owners": ListOf(Record({"birth": DATE, "share": INT})), "price": MONEY}, open=True),
    "param": Record({"small": Dated(DECIMAL)}),
    "day": DATE,
    "now": TIMESTAMP,
}


@pytest.mark.parametrize("text,column,what,mend", [
    ("", 1, "空的", "例如"),
    ("answers.form = 'x'", 14, "“=”", "=="),
    ("（1 > 0）", 1, "全角", "半角“(”"),
    ("answers.面积 > 1", 9, "面", "英文"),
    ("'abc", 1, "引号", "补上"),
    ("answers.area >", 15, "缺少一个值", "补全"),
    ("(1 > 0", 7, "没有成对", "“)”"),
    ("[1, 2", 6, "隔开", "“,”"),
    ("1 > 0 2", 7, "多余", "检查"),
    ("a & b", 3, "“&”", "&&"),
    ("null == 1", 1, "null", "has"),
    ("1x", 2, "紧跟", "空格"),
    ("if == 1", 1, "保留字", "换一个"),
    ("{'a': 1}", 1, "花括号", "方括号"),
    ("x.all(1, true)", 7, "变量名", "检查"),
    ("99999999999999999999", 1, "太大", "19 位"),
    ("'\\q'", 1, "没有意义", "反斜线"),
    ("a ? b", 6, "“?”", "“:”"),
])  # fmt: skip
def test_what_cannot_be_read(text, column, what, mend):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert caught.value.column == column
    assert what in caught.value.what
    assert mend in caught.value.mend


@pytest.mark.parametrize("text,column,words", [
    ("answers.form == 'compny'", 17, ["没有“compny”", "“company”"]),
    ("answers.form in ['company', 'firm']", 29, ["firm"]),
    ("answers.aera > 5", 1, ["answers.aera", "“area”"]),
    ("answer.area > 5", 1, ["“answer”", "“answers”"]),
    ("answers.area > '5'", 14, ["小数", "文字", "去掉引号"]),
    ("answers.area", 1, ["是否", "小数"]),
    ("answers.area && true", 1, ["这里要的是是否"]),
    ("parties.price > 500", 15, ["yuan(500)"]),
    ("parties.price * 0.5 > yuan(1)", 15, ["portion"]),
    ("day > '2026-01-01'", 5, ["date('2026-01-01')"]),
    ("day > now", 5, ["date(…)"]),
    ("day - day > 5", 5, ["days_between"]),
    ("parties.owners.birth > day", 1, ["列表", ".exists(x, x.birth"]),
    ("parties.owners.exists(answers, true)", 1, ["已经有别的意思"]),
    ("parties.owners.exists(x, x.shares > 3)", 26, ["“share”"]),
    ("foo(1) > 2", 1, ["没有函数“foo”"]),
    ("size(1) > 2", 1, ["整数", "size(文字)"]),
    ("has(day)", 1, ["字段"]),
    ("exists(1)", 1, ["列表.exists"]),
    ("matches(answers.name, '(a')", 23, ["括号没有成对"]),
    ("matches(answers.name, '(?=a)')", 23, ["(?:…)"]),
    ("matches(answers.name, answers.name)", 1, ["直接写出来"]),
    ("answers.seal < true", 1, ["没有大小"]),
    ("answers.seal ? 1 : 'a'", 1, ["整数", "文字"]),
    ("param.smal > 1", 1, ["“small”"]),
    ("1 in 2", 6, ["列表"]),
    ("[1, 'a'] == [1]", 5, ["混着"]),
])  # fmt: skip
def test_what_does_not_fit(text, column, words):
    problems = parse(text).check(SCHEMA, BOOL)
    assert problems and problems[0].column == column
    for word in words:
        assert word in problems[0].sentence()


def test_all_problems_are_told_at_once():
    problems = parse("answers.aera > 5 && answers.form == 'x' && foo()").check(SCHEMA, BOOL)
    assert [p.code for p in problems] == [
        "expression.unknown_field",
        "expression.unknown_choice",
        "expression.unknown_function",
    ]


@pytest.mark.parametrize("text", [
    "answers.area > param.small && answers.form in ['company'] && !answers.seal",
    "parties.owners.all(x, x.birth.age_on(day) >= 18) && parties.owners.map(x, x.share).sum() == 100",
    "parties.anyone.elements.area > 3 || day >= plus_years(date(now), -1)",
    "parties.price >= yuan(500) && portion(parties.price, 0.03) < parties.price * 2",
    "size(answers.name) > 0 && (answers.seal ? 1 : 2.5) < answers.area",
    "param.small.on(day) > 1.5 || max(answers.area, 3) > 5 || min([1, 2]) == 1",
])  # fmt: skip
def test_right_conditions_have_no_problems(text):
    assert parse(text).check(SCHEMA, BOOL) == []


@pytest.mark.parametrize(
    "text",
    [
        "(" * 3000 + "1",
        "!" * 1500 + "true",
        "[" * 900,
        "1" + "+1" * 900,
        "a" + ".b" * 900,
        "x" * 2001,
        "-" * 1999,
    ],
)
def test_deep_and_long_texts_are_refused_not_crashed_on(text):
    with pytest.raises(ExpressionError):
        parse(text)


def test_loops_inside_loops_are_limited():
    with pytest.raises(ExpressionError, match="超过 3 层"):
        parse("l.all(a, l.all(b, l.all(c, l.all(d, true))))")


def test_an_unknown_function_is_refused_without_a_schema_too():
    with pytest.raises(ExpressionError, match="没有函数"):
        compile_expression("1 + open('x')")


@settings(max_examples=400, deadline=None)
@given(st.text("ab.()[]'\"!&|=<>+-*/%?:,1 \\x中（", max_size=30))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    try:
        parse(text).check(SCHEMA, BOOL)
    except ExpressionError as error:
        assert error.column >= 1 and error.what and error.mend


def test_paths_name_everything_that_is_read():
    found = parse("answers.area > param['small'] && parties.owners.exists(x, x.share > answers.n)").paths()
    assert found == {("answers", "area"), ("param", "small"), ("parties", "owners"), ("answers", "n")}

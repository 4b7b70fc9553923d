"""Each type of value is asked for by a control that a phone and a screen reader understand."""

import pytest
from django.http import QueryDict
from django.template import Context, Template

from yiwang.engines.catalog.pure import ValueType
from yiwang.faces.elements.public import CONTROLS, Widget, options_of, posted_value


def shown(widget: Widget) -> str:
    return Template("{% load elements %}{% widget w %}").render(Context({"w": widget}))


def test_every_value_type_has_a_control():
    assert {str(kind) for kind in ValueType} <= set(CONTROLS)


@pytest.mark.parametrize("kind", sorted(CONTROLS))
def test_every_control_says_its_error_beside_the_field(kind):
    page = shown(
        Widget("shop.area", "面积", kind, options=options_of({"a": "甲", "b": "乙"}, ""), error="请填写面积")
    )
    assert "请填写面积" in page
    assert 'id="f-shop-area"' in page or 'id="f-shop-area-error"' in page


def test_what_a_person_typed_is_shown_as_text_never_as_markup():
    assert "<script>" not in shown(Widget("x", "名称", value='"><script>alert(1)</script>'))


def test_the_chosen_option_is_checked():
    page = shown(
        Widget(
            "x", "形式", "choice", options=options_of({"individual": "个体户", "company": "公司"}, "company")
        )
    )
    assert page.index("company") < page.index("checked")
    assert page.count("checked") == 1


def test_many_options_become_a_list_to_choose_from():
    many = {str(number): f"第{number}项" for number in range(9)}
    assert "<select" in shown(Widget("x", "类别", "choice", options=options_of(many, "3")))


def test_several_choices_come_back_joined():
    assert posted_value(QueryDict("x=a&x=c"), "x", "choices") == "a,c"
    assert posted_value(QueryDict("x=+a+"), "x", "text") == "a"
    assert posted_value(QueryDict(""), "x", "text") == ""

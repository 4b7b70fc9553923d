"""A menu is one row: what does not fit opens under 更多, and says so when one is there."""

import pytest
from django.template.loader import render_to_string

from yiwang.kernel.actor import PUBLIC
from yiwang.web import context
from yiwang.web.navigation import Entry

SEVEN = context.IN_A_ROW


class Asked:
    """As much of a request as a menu looks at."""

    area = "desk"

    class resolver_match:  # noqa: N801 - as Django calls it
        view_name = "web:styleguide"
        namespaces = ("web",)


def entries(count):
    names = ["front-door"] * (count - 1) + ["web:styleguide"]
    return [Entry("desk", f"第{n}项", name, "inbox", lambda actor: True) for n, name in enumerate(names)]


@pytest.mark.parametrize(
    ("count", "row", "more"),
    [(1, 1, 0), (SEVEN, SEVEN, 0), (SEVEN + 1, SEVEN + 1, 0), (12, SEVEN, 12 - SEVEN)],
)
def test_what_does_not_fit_opens_under_more(monkeypatch, count, row, more):
    monkeypatch.setattr(context, "navigation_of", lambda area, actor: entries(count))
    shown = context._menu(Asked, PUBLIC)
    assert (len(shown["menu"]), len(shown["menu_more"])) == (row, more)


def test_where_one_is_stands_on_the_closed_menu(monkeypatch, rf):
    monkeypatch.setattr(context, "navigation_of", lambda area, actor: entries(12))
    html = render_to_string(
        "web/parts/header.html", {**context._menu(Asked, PUBLIC), "actor": PUBLIC, "request": rf.get("/")}
    )
    summary = html.partition("<summary>")[2].partition("</summary>")[0]
    assert "更多" in summary and "第11项" in summary

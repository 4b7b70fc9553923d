"""Rows of the work list, each written in one go: a list of fifty rows costs a tenth of one made of tags."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yiwang.nets.collaboration.desk.domain.lines import TaskLine
from yiwang.web.templatetags.yiwang import icon, light, short_moment

register = template.Library()

_PICK = '<input type="checkbox" name="pick" value="{}" aria-label="{} {}">'
_LINK = (
    '<span><a data-row href="{}">{}</a> '
    '<button class="button button-beside" type="button" data-sheet="{}sheet/" aria-label="{} {}">{}</button>{}</span>'
)
_CHANGED = ' <span class="tag tag-info">{}</span>'


@register.simple_tag
def task_rows(lines: Iterable[TaskLine]) -> SafeString:
    """The rows of the inbox; the words of the columns are looked up once."""
    labels = [
        format_html(' data-label="{}"{}', label, SafeString(css))
        for label, css in (
            (_("选"), ""), (_("灯"), ""), (_("事项"), ""), (_("环节"), ""), (_("申请人"), ""),
            (_("编号"), ' class="nowrap"'), (_("经办"), ""), (_("到这里"), ' class="nowrap"'),
            (_("期限"), ' class="nowrap"'), (_("单位"), ""),
        )
    ]  # fmt: skip
    beside = (_("在旁边打开"), icon("external-link"), format_html(_CHANGED, _("有变化")))
    row = SafeString("<tr>" + "".join(f"<td{label}>{{}}</td>" for label in labels) + "</tr>")
    return format_html_join("\n", row, (_cells(line, beside) for line in lines))


def _cells(line: TaskLine, beside: tuple[str, SafeString, SafeString]) -> tuple[object, ...]:
    return (
        format_html(_PICK, line.pick, line.title, line.number),
        light(line.light, line.why),
        format_html(
            _LINK,
            line.url,
            line.title,
            line.url,
            beside[0],
            line.number,
            beside[1],
            beside[2] if line.changed else "",
        ),
        line.step,
        line.applicant,
        line.number,
        line.holder or "—",
        short_moment(line.opened_at),
        line.left,
        line.unit,
    )

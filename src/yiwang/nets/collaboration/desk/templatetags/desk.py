"""Rows of the work list, each written in one go: a list of fifty rows costs a tenth of one made of tags."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yiwang.nets.collaboration.desk.domain.lines import TaskLine
from yiwang.web.templatetags.yiwang import icon, light, short_moment

register = template.Library()

_PICK = '<input type="checkbox" name="pick" value="{pick}" aria-label="{title} {number}">'
_LINK = (
    '<span><a data-row href="{url}">{title}</a> <button class="button button-beside" type="button"'
    ' data-sheet="{url}sheet/" aria-label="%s {number}">%s</button>{changed}</span>'
)
_CHANGED = ' <span class="tag tag-info">{}</span>'
_NOWRAP = ' class="nowrap"'


@register.simple_tag
def task_rows(lines: Iterable[TaskLine]) -> SafeString:
    """The rows of the inbox; what every row says alike is made once."""
    changed = format_html(_CHANGED, _("有变化"))
    return format_html_join("\n", _row(), (_cells(line, changed) for line in lines))


def _row() -> str:
    """A row with the words of its columns, waiting for what differs."""
    link = _LINK % (escape(_("在旁边打开")), icon("external-link"))
    columns = (
        (_("选"), "", _PICK), (_("灯"), "", "{light}"), (_("事项"), "", link), (_("环节"), "", "{step}"),
        (_("申请人"), "", "{applicant}"), (_("编号"), _NOWRAP, "{number}"), (_("经办"), "", "{holder}"),
        (_("到这里"), _NOWRAP, "{opened}"), (_("期限"), _NOWRAP, "{left}"), (_("单位"), "", "{unit}"),
    )  # fmt: skip
    cells = (f'<td data-label="{escape(label)}"{css}>{cell}</td>' for label, css, cell in columns)
    return f"<tr>{''.join(cells)}</tr>"


def _cells(line: TaskLine, changed: SafeString) -> dict[str, object]:
    return {
        "pick": line.pick,
        "title": line.title,
        "number": line.number,
        "url": line.url,
        "changed": changed if line.changed else "",
        "light": light(line.light, line.why),
        "step": line.step,
        "applicant": line.applicant,
        "holder": line.holder or "—",
        "opened": short_moment(line.opened_at),
        "left": line.left,
        "unit": line.unit,
    }

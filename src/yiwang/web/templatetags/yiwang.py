"""Template tags of every page: icons, lights, dates and periods as people say them."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yiwang.kernel.lights import Light

register = template.Library()
SPRITE = "vendor/tabler-icons@3.51.0/icons.svg"


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon of the sprite; with a label it is read aloud, without one it is decoration."""
    return _icon(name, label, css)


@lru_cache(maxsize=1024)
def _icon(name: str, label: str, css: str) -> SafeString:
    """A page of the desk shows thirty, the same on every page."""
    source = f"{static(SPRITE)}#{name}"
    classes = f"icon {css}".strip()
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', classes, label, source
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"/></svg>', classes, source
    )


@register.simple_tag
def light(value: Light, why: str = "") -> SafeString:
    """A light: sign, word, and why it stands so, never colour alone."""
    return _light(value, _(value.word), why)


@lru_cache(maxsize=512)
def _light(value: Light, word: str, why: str) -> SafeString:
    """The same few lights stand on every row of every list."""
    return format_html(
        '<span class="light light-{}" title="{}"><span class="light-sign" aria-hidden="true">{}</span>'
        '<span class="light-word">{}</span></span>',
        value.colour,
        why,
        value.sign,
        word,
    )


@register.filter
def day(value: date | datetime | None) -> str:
    """A date as 2026年11月23日（周一）."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return _("{0}年{1}月{2}日（周{3}）").format(
        local.year, local.month, local.day, "一二三四五六日"[local.weekday()]
    )


@register.filter
def moment(value: datetime | None) -> str:
    """An instant as 2026年11月23日（周一）14:05, in the site's zone."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return _("{0}年{1}月{2}日（周{3}）{4}").format(
        local.year, local.month, local.day, "一二三四五六日"[local.weekday()], f"{local:%H:%M}"
    )


@register.filter
def short_moment(value: datetime | None) -> str:
    """An instant for dense tables: 11-23 14:05, with the year when it is another one."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{local:%m-%d %H:%M}" if local.year == timezone.localdate().year else f"{local:%Y-%m-%d %H:%M}"


@register.filter
def duration(value: timedelta | None) -> str:
    """A length of time in its two largest units: 2天3小时, 5分钟, 不到1分钟."""
    if value is None:
        return ""
    minutes = int(value.total_seconds() // 60)
    parts = [(minutes // 1440, _("天")), (minutes % 1440 // 60, _("小时")), (minutes % 60, _("分钟"))]
    shown = [f"{count}{unit}" for count, unit in parts if count][:2]
    return "".join(shown).strip() or _("不到1分钟")


@register.filter
def get(mapping: dict[str, object], key: str) -> object:
    """A mapping's value for a key that is itself a variable."""
    return mapping.get(key)

"""Write plain values as YAML in the style of the packs: short things on one line, lists of mappings one a line."""

import json
import re
from collections.abc import Iterator
from typing import Any

_PLAIN = re.compile(
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~<\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f\u2028\u2029:#,\[\]{}\"\\]*"
)
"""Texts that need no quotes wherever they stand."""
_SURPRISING = re.compile(r"(null|true|false|yes|no|on|off|[0-9.+-].*)", re.IGNORECASE)
"""Texts that other readers of YAML would take for something else; quoted for their sake."""
_ENDS = {0x85: "\\x85", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Ends of lines to YAML 1.1, escaped; JSON leaves them as they are."""
_SHORT = 100


def scalar(text: str) -> str:
    """A text as it may stand anywhere."""
    if _PLAIN.fullmatch(text) and text == text.strip() and not _surprises(text):
        return text
    return json.dumps(text, ensure_ascii=False).translate(_ENDS)


def _surprises(text: str) -> bool:
    return bool(_SURPRISING.fullmatch(text)) and text.isascii()


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        inside = ", ".join(f"{scalar(key)}: {flow(held)}" for key, held in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    return scalar(str(value))


def lines_of(value: dict[str, Any], indent: int) -> Iterator[str]:
    """A mapping as block lines."""
    lead = " " * indent
    for key, held in value.items():
        if isinstance(held, list) and any(isinstance(one, dict) for one in held):
            yield f"{lead}{scalar(key)}:"
            yield from (f"{lead}  - {flow(one)}" for one in held)
        elif isinstance(held, dict) and _is_long(held, indent):
            yield f"{lead}{scalar(key)}:"
            yield from lines_of(held, indent + 2)
        else:
            yield f"{lead}{scalar(key)}: {flow(held)}"


def _is_long(held: dict[str, Any], indent: int) -> bool:
    nested = any(isinstance(one, dict | list) for one in held.values())
    return bool(held) and (nested or len(flow(held)) + indent > _SHORT * 2)

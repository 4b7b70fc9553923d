"""YAML's own complaints, said again so that the author of a file can act on them."""

import re

import yaml

from .codes import Flaw, flaw

_FULLWIDTH = re.compile(r"^\s*(?:- +)?([A-Za-z_][A-Za-z0-9_-]*)：")
_TAB = re.compile(r"^ *\t")


def syntax_flaw(error: yaml.YAMLError, text: str) -> Flaw:
    """What is wrong where YAML gave up: the author's likely slip, not the parser's state."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _character(error, text)
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    at = min(mark.line, len(lines) - 1) if mark else 0
    return _slip_nearby(lines, at) or _said(error, lines, at)


def _character(error: yaml.YAMLError, text: str) -> Flaw:
    """Control characters: libyaml gives a byte offset at best, so the text is searched for the first one."""
    found = re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", text)
    line = text.count("\n", 0, found.start()) + 1 if found else 1
    said = f"U+{ord(found[0]):04X}" if found else str(error)
    return flaw(line, "parse.character", said=said)


def _slip_nearby(lines: list[str], at: int) -> Flaw | None:
    """A tab or a full-width colon on the line where YAML stopped, or on the line before it."""
    for number in (at, at - 1):
        line = lines[number] if number >= 0 else ""
        if _TAB.match(line):
            return flaw(number + 1, "parse.tab")
        if found := _FULLWIDTH.match(line):
            return flaw(number + 1, "parse.fullwidth_colon", key=found[1])
    return None


def _said(error: yaml.MarkedYAMLError, lines: list[str], at: int) -> Flaw:
    """The parser's words, by what they usually mean."""
    said, context = error.problem or "", error.context or ""
    if "control characters" in said:
        return _character(error, "\n".join(lines))
    if "cannot start any token" in said:
        character = lines[at].strip().split(": ", 1)[-1].removeprefix("- ")[:1]
        return flaw(at + 1, "parse.start", character=character)
    if "mapping values are not allowed" in said:
        return flaw(at + 1, "parse.colon")
    if "flow" in context:
        return flaw(error.context_mark.line + 1 if error.context_mark else at + 1, "parse.bracket")
    if "quoted scalar" in context or "end of stream" in said:
        start = error.context_mark.line + 1 if error.context_mark else at + 1
        return flaw(start, "parse.quote")
    if "did not find expected" in said or "could not find expected" in said:
        return flaw(at + 1, "parse.indent")
    return flaw(at + 1, "parse.syntax", said=said)

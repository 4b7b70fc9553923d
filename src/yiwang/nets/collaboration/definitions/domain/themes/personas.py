"""The form of a theme's demo applicants (典型人物): name, story, and what each answers.

What government holds of them, what they would type and how many they are stays as its author wrote it.
Names of fields are paths: ``barber_stall.title``, ``barber_stall.answers.area``; what is new stands under ``New``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from yiwang.faces.elements.public import Widget, options_of
from yiwang.kernel.problems import Problem
from yiwang.loader.parse import parse
from yiwang.nets.collaboration.definitions.domain.fields import (
    Sent,
    choice,
    put,
    put_sent,
    sent_value,
    text_line,
)
from yiwang.nets.collaboration.definitions.domain.item_form import Section
from yiwang.nets.collaboration.definitions.domain.written import Tree, Written, plain

from .asking import select
from .placing import path_at
from .taking import is_dropped, unused
from .words import KEEP, choices_of

NEW = "New"
"""Where the one to be added stands: no code has a capital letter."""
GONE = "Gone"
BACK = {"drop": "去掉", "keep": "放回来"}
Asked = Sequence[Mapping[str, Any]]
"""Questions of the theme, as they are written."""


def persona_sections(
    personas: Mapping[str, Tree], asked: Asked, errors: Mapping[str, str], new: Mapping[str, str]
) -> list[Section]:
    """One part for each, and one to add, ``new``; ``errors`` by path stand at their field, or at the part."""
    sections = [_section(key, tree, asked, errors) for key, tree in personas.items()]
    named = text_line(f"{NEW}.title", "名称", new.get("title"), example="韦示范，流动摊点")
    added = (named, _story(NEW, new.get("story", "")))
    hint = "先写名称保存，再填他的回答。政府已有的资料（预填什么）由会写文件的人补。"
    return [*sections, Section(NEW, "添一位", hint, (("", added),))]


def _section(key: str, tree: Tree, asked: Asked, errors: Mapping[str, str]) -> Section:
    widgets = [replace(widget, error=errors.get(widget.name, "")) for widget in _widgets(key, tree, asked)]
    return Section(key, tree.get("title", key), "", (("", tuple(widgets)),), errors.get(key, ""))


def _widgets(key: str, tree: Tree, asked: Asked) -> Iterator[Widget]:
    held: Mapping[str, str] = tree.get("answers", {})
    yield text_line(f"{key}.title", "名称", tree.get("title"), required=True)
    yield _story(key, tree.get("story", ""))
    for question in asked:
        yield _answer(f"{key}.answers.{question['id']}", question, held.get(question["id"], ""))
    for gone in _gone(held, asked):
        yield choice(
            f"{key}.answers.{gone}.keep", f"回答了已经没有的一问“{gone}”：{held[gone]}", "keep", KEEP
        )
    yield choice(f"{key}.keep", "这一位留不留", "keep", KEEP)


def _story(key: str, value: str) -> Widget:
    return text_line(f"{key}.story", "他是谁、来办什么", value, kind="long_text")


def _gone(held: Mapping[str, str], asked: Asked) -> list[str]:
    known = {question["id"] for question in asked}
    return [name for name in held if name not in known]


def _answer(name: str, question: Mapping[str, Any], value: str) -> Widget:
    """A question as it is asked, with the answer that may be left out."""
    kind, ask = question.get("type", "bool"), question.get("ask", question["id"])
    hint = "不是人人都问；不问他的不填" if question.get("when") else ""
    options = choices_of(question)
    if kind == "choices":
        return Widget(name, ask, kind, value, options_of(options, value), required=False, hint=hint)
    if options:
        stale = {value: value} if value and value not in options else {}
        return select(name, ask, value, {**options, **stale}, hint=hint)
    return text_line(name, ask, value, kind=kind, hint=hint, unit=question.get("unit", ""))


def gone_section(gone: Mapping[str, str], errors: Mapping[str, str]) -> list[Section]:
    """Who goes by this draft, by code with his name, and may be brought back; no part where nobody goes."""
    rows = tuple(
        choice(name, f"“{title}”", "drop", BACK, error=errors.get(name, ""))
        for key, title in gone.items()
        for name in [f"{key}.keep"]
    )
    hint = "送审以前可以放回来。情景（包里写好的承诺）用着的人去不掉。"
    return [Section(GONE, "去掉的", hint, (("", rows),))] if rows else []


def is_back(sent: Sent, key: str) -> bool:
    """Whether somebody who goes was to be brought back."""
    return sent_value(sent, f"{key}.keep", "") == "keep"


def persona_wanted(key: str, tree: Tree, asked: Asked, sent: Sent) -> Tree | None:
    """How one is written after what was sent; None where he is to go."""
    if is_dropped(sent, key):
        return None
    new: Tree = plain(tree)
    for name in ("title", "story"):
        put_sent(new, name, sent, f"{key}.{name}")
    answers: Tree = dict(new.get("answers", {}))
    for question in asked:
        _put_answer(answers, question, f"{key}.answers.{question['id']}", sent)
    for gone in _gone(answers, asked):
        if is_dropped(sent, f"{key}.answers.{gone}"):
            del answers[gone]
    put(new, "answers", answers)
    return new


def _put_answer(answers: Tree, question: Mapping[str, Any], name: str, sent: Sent) -> None:
    """Boxes that nobody ticked are not sent: that the form was, its title tells."""
    if question.get("type", "bool") != "choices":
        put_sent(answers, question["id"], sent, name)
    elif f"{name.partition('.')[0]}.title" in sent:
        ticked, before = sent.getlist(name), answers.get(question["id"], "")
        if set(ticked) != set(filter(None, before.split(","))):
            put(
                answers, question["id"], ",".join(one for one in ticked if one in question.get("options", {}))
            )


def persona_added(theme_id: str, known: Iterable[str], sent: Sent) -> tuple[str, Tree] | None:
    """The one to be added, with a code of his own; None where no name was given."""
    said = new_sent(sent)
    if "title" not in said:
        return None
    return unused(theme_id, dict.fromkeys(known)), {"theme": theme_id, **said}


def new_sent(sent: Sent) -> Tree:
    """Name and story of the one to be added, as far as they were sent."""
    said = {name: sent_value(sent, f"{NEW}.{name}", "") for name in ("title", "story")}
    return {name: text for name, text in said.items() if text}


def persona_errors(
    problems: Iterable[Problem], personas: Mapping[str, Written], gone: Iterable[str], asked: Asked
) -> dict[str, str]:
    """What is wrong with them, by the path of the form's field; ``""`` for what stands in other files."""
    files, codes = {"/".join(written.own): written for written in personas.values()}, list(gone)
    found: dict[str, list[str]] = {}
    for problem in (one for one in problems if one.severity == "error"):
        path, said = _elsewhere(problem, codes)
        if problem.file in files:
            path, said = _place(problem, files[problem.file], asked), f"{problem.what}{problem.mend}"
        found.setdefault(path, []).append(said)
    return {path: "".join(dict.fromkeys(said)) for path, said in found.items()}


def _elsewhere(problem: Problem, gone: Iterable[str]) -> tuple[str, str]:
    """A problem of another file: somebody who goes is named there, or it is none of this form's."""
    key = next((one for one in gone if f"“{one}”" in problem.what), "")
    if key:
        return f"{key}.keep", "情景（包里写好的承诺）或者这件事用着这一位，去不掉。请放回来。"
    return "", f"{problem.file}：{problem.what}{problem.mend}"


def _place(problem: Problem, written: Written, asked: Asked) -> str:
    """The field of a problem: by its line, and of answers that share one by the question that is named."""
    path = [str(step) for step in path_at(parse(written.own_text).tree, problem.line)]
    if path[:1] == ["answers"]:
        named = (one["id"] for one in asked if f"“{one.get('ask', '')}”" in problem.what)
        gone = (name for name in written.tree.get("answers", {}) if f"“{name}”" in problem.what)
        question = next(named, "") or (f"{name}.keep" if (name := next(gone, "")) else "")
        return f"{written.id}.answers.{question}" if question else written.id
    return f"{written.id}.{path[0]}" if path[:1] in (["title"], ["story"]) else written.id

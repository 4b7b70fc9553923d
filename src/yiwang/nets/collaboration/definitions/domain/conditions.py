"""A condition as two choices and a number: for those who will never write an expression.

What a theme's questions can be compared with is a list of *templates*, each an expression with ``?`` where a number is
to be typed. One or two of them, joined by *and* or *or*, cover what themes need; whatever else an expression says is
shown as it is and changed as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .written import Tree

ALWAYS, FREE = "always", "*"
"""The choices of no condition, and of leaving it to the expression."""

JOINS = {"": "只看这一条", "&&": "并且", "||": "或者"}
COMPARED = {">=": "不少于", ">": "多于", "<=": "不多于", "<": "少于", "==": "正好"}
_NUMBER = re.compile(r"^(?P<before>answers\.\w+ (?:>=|<=|==|>|<) )(?P<number>-?\d*(?:\.\d+)?)$")


@dataclass(frozen=True)
class Bound:
    """A dated parameter with which a number can be compared: its id, title, unit, and the value of today."""

    id: str
    title: str
    unit: str
    value: str


@dataclass(frozen=True)
class Clause:
    """One template and the number in it, empty where it has none."""

    template: str
    number: str = ""

    def __str__(self) -> str:
        """The expression."""
        return self.template.replace("?", self.number)


@dataclass(frozen=True)
class Chosen:
    """A condition as it was chosen: up to two clauses and how they are joined."""

    first: Clause
    join: str = ""
    second: Clause = Clause("")

    def __str__(self) -> str:
        """The expression."""
        joined = bool(self.join and self.second.template)
        return f"{self.first} {self.join} {self.second}" if joined else str(self.first)


def templates(questions: Iterable[Tree], bounds: Iterable[Bound]) -> dict[str, str]:
    """Everything that can be chosen: expression → what it says."""
    held = list(bounds)
    return {key: words for one in questions for key, words in _of_question(one, held).items()}


def _of_question(question: Tree, bounds: list[Bound]) -> dict[str, str]:
    name, ask, kind = f"answers.{question['id']}", question.get("ask", ""), question.get("type", "bool")
    if kind == "bool":
        return {name: f"{ask} 是", f"!{name}": f"{ask} 否"}
    if kind == "choice":
        options = question.get("options") or {}
        chosen = {f"{name} == '{code}'": f"{ask} 选“{label}”" for code, label in options.items()}
        return chosen | {f"{name} != '{code}'": f"{ask} 不选“{label}”" for code, label in options.items()}
    return _of_number(name, question, bounds) if kind in ("int", "decimal") else {}


def _of_number(name: str, question: Tree, bounds: list[Bound]) -> dict[str, str]:
    ask, unit = question.get("ask", ""), question.get("unit", "")
    fitting = [one for one in bounds if one.unit == unit and unit]
    told = {f"{name} {sign} ?": f"{ask} {words}……（填数）" for sign, words in COMPARED.items()}
    for one in fitting:
        for sign in (">=", "<"):
            words = f"{ask} {COMPARED[sign]}“{one.title}”（现为 {one.value} {unit}）"
            told[f"{name} {sign} param.{one.id}"] = words
    return told


def chosen_of(expression: str, known: Mapping[str, str]) -> Chosen | None:
    """The choices that make an expression; None where choices cannot make it."""
    for join in ("&&", "||"):
        parts = expression.split(f" {join} ")
        if len(parts) == 2:
            first, second = _clause(parts[0], known), _clause(parts[1], known)
            return Chosen(first, join, second) if first and second else None
    clause = _clause(expression, known)
    return Chosen(clause) if clause else None


def _clause(expression: str, known: Mapping[str, str]) -> Clause | None:
    if expression in known:
        return Clause(expression)
    found = _NUMBER.match(expression)
    if found and f"{found['before']}?" in known:
        return Clause(f"{found['before']}?", found["number"])
    return None


def condition_words(expression: str, known: Mapping[str, str]) -> str:
    """An expression in words; itself where choices cannot make it."""
    chosen = chosen_of(expression, known)
    if chosen is None:
        return expression
    words = [_words(one, known) for one in (chosen.first, chosen.second) if one.template]
    return f"，{JOINS[chosen.join]}".join(words)


def _words(clause: Clause, known: Mapping[str, str]) -> str:
    return known[clause.template].replace("……（填数）", f" {clause.number}")


def condition_sent(name: str, before: str, known: Mapping[str, str], said: Mapping[str, str]) -> str:
    """The expression after what was sent under ``name.is`` and its neighbours; what was not sent stays.

    Whoever typed another expression and left the choices as they were means what he typed.
    """
    first, typed = said.get(f"{name}.is"), said.get(f"{name}.text", before)
    if first is None or first == FREE:
        return typed
    if first != ALWAYS and first not in known:
        return before
    wanted = "" if first == ALWAYS else _sent_clauses(name, known, said)
    return typed if wanted == before and typed != before else wanted


def _sent_clauses(name: str, known: Mapping[str, str], said: Mapping[str, str]) -> str:
    join, second = said.get(f"{name}.join", ""), said.get(f"{name}.is2", "")
    clauses = [
        Clause(said[f"{name}.is"], said.get(f"{name}.number", "")),
        Clause(second if second in known else "", said.get(f"{name}.number2", "")),
    ]
    return str(Chosen(clauses[0], join if join in JOINS else "", clauses[1]))

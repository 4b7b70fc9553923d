"""From what the form of a theme sent to how the theme is written; what was not sent stays as its author wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yiwang.nets.collaboration.definitions.domain.conditions import condition_sent, templates
from yiwang.nets.collaboration.definitions.domain.fields import Sent, faq_sent, put, put_sent, sent_value
from yiwang.nets.collaboration.definitions.domain.written import Tree, plain

from .members_sent import members_sent
from .taking import in_order, is_dropped, one_of, place_sent, put_unless, said_of, unused
from .words import FLAGS, KINDS, LEVELS, SUBJECTS, TYPES, Around

PLAIN = (
    "title",
    "summary",
    "life_stage",
    "gather_until",
    "notes",
    "status",
    "typical",
    "ends_on",
    "ends_why",
    "instead",
)
QUESTION = ("ask", "hint", "unit", "minimum", "maximum", "fills")
SEARCH = 40
"""How many words to search by are taken."""


def theme_wanted(tree: Tree, sent: Sent, around: Around) -> Tree:
    """How the theme is written after what was sent."""
    new: Tree = plain(tree)
    for key in PLAIN:
        put_sent(new, key, sent, key)
    put(new, "subject", one_of(sent, "subject", new.get("subject", ""), SUBJECTS))
    put(new, "search", _words_sent(new.get("search", []), sent))
    new["lead"] = _lead_sent(new.get("lead") or {}, sent)
    _put_parties(new, sent)
    _put_questions(new, sent, around)
    new["members"] = members_sent(new, sent, around)
    put(new, "faq", [*faq_sent(new.get("faq", []), sent)])
    return new


def _words_sent(held: list[str], sent: Sent) -> list[str]:
    if "search" not in sent:
        return held
    words = sent_value(sent, "search", "").replace("，", "、").replace(",", "、").split("、")
    return [*dict.fromkeys(word for one in words if (word := one.strip()))][:SEARCH]


def _lead_sent(held: Tree, sent: Sent) -> Tree:
    new = dict(held)
    put_sent(new, "body", sent, "lead.body")
    put_unless(new, "level", one_of(sent, "lead.level", new.get("level", "county"), LEVELS), "county")
    return new


def _put_parties(new: Tree, sent: Sent) -> None:
    """Parties, and who of them signs."""
    parties, signers = dict(new.get("parties", {})), list(new.get("signers", []))
    for key in list(parties):
        name = f"parties.{key}"
        if is_dropped(sent, name):
            del parties[key]
            signers = [one for one in signers if one != key]
        else:
            parties[key], signs = _party_sent(parties[key], key in signers, name, sent)
            signers = [one for one in signers if one != key or signs] + (
                [key] if signs and key not in signers else []
            )
    label = sent_value(sent, "new_party.label", "")
    if label:
        kind = one_of(sent, "new_party.kind", "person", KINDS)
        parties[unused("party", parties)] = {"label": label, "kind": kind}
    new["parties"], new["signers"] = parties, signers


def _party_sent(held: Tree, signs: bool, name: str, sent: Sent) -> tuple[Tree, bool]:
    new = dict(held)
    put_sent(new, "label", sent, f"{name}.label")
    put(new, "kind", one_of(sent, f"{name}.kind", new.get("kind", ""), KINDS))
    put_unless(
        new, "cardinality", sent_value(sent, f"{name}.cardinality", new.get("cardinality", "one")), "one"
    )
    for key in ("rows", "signs_when"):
        put_sent(new, key, sent, f"{name}.{key}")
    if f"{name}.label" not in sent:
        return new, signs
    flags = [flag for flag in sent.getlist(f"{name}.flags") if flag in FLAGS]
    for flag in ("from_identity", "never_contact"):
        put_unless(new, flag, "true" if flag in flags else "false", "false")
    return new, "signs" in flags


def _put_questions(new: Tree, sent: Sent, around: Around) -> None:
    """Questions in their order, and the answers by which the catalogue reckons."""
    answers = dict(new.get("reference_answers", {}))
    kept: list[tuple[int, Tree]] = []
    asked: list[Tree] = new.get("questions", [])
    for place, held in enumerate(asked, 1):
        name, known = f"questions.{held['id']}", templates(asked[: place - 1], around.bounds)
        if is_dropped(sent, name):
            answers.pop(held["id"], None)
            continue
        kept.append((place_sent(sent, name, place), _question_sent(held, name, known, sent)))
        put_sent(answers, held["id"], sent, f"{name}.reference")
    put(new, "questions", [*in_order(kept), *_new_question(asked, sent)])
    new["reference_answers"] = answers


def _question_sent(held: Tree, name: str, known: Mapping[str, str], sent: Sent) -> Tree:
    new = dict(held)
    for key in QUESTION:
        put_sent(new, key, sent, f"{name}.{key}")
    put_unless(new, "type", one_of(sent, f"{name}.type", new.get("type", "bool"), TYPES), "bool")
    put(new, "options", _options_sent(new.get("options") or {}, name, sent))
    put(new, "when", condition_sent(f"{name}.when", new.get("when", ""), known, said_of(sent)))
    return new


def _options_sent(held: Tree, name: str, sent: Sent) -> Tree:
    """Options by code: a label keeps its code, and so does a place where as many lines were sent."""
    if f"{name}.options" not in sent:
        return held
    labels = [
        *dict.fromkeys(filter(None, map(str.strip, sent_value(sent, f"{name}.options", "").split("\n"))))
    ]
    codes = {label: code for code, label in held.items()}
    if len(labels) == len(held):
        codes = {label: codes.get(label, code) for label, code in zip(labels, held, strict=True)}
        codes = (
            codes
            if len(set(codes.values())) == len(labels)
            else {label: code for code, label in held.items()}
        )
    new: Tree = {}
    for label in labels:
        new[codes.get(label) or unused("option", {**held, **new})] = label
    return new


def _new_question(asked: list[Tree], sent: Sent) -> Iterator[Tree]:
    ask = sent_value(sent, "new_question.ask", "")
    if ask:
        kind = one_of(sent, "new_question.type", "bool", TYPES)
        more = (
            {"options": {"option_1": "第一种", "option_2": "第二种"}} if kind in ("choice", "choices") else {}
        )
        id_ = unused("question", {one["id"]: one for one in asked})
        yield {"id": id_, "ask": ask, **({"type": kind} if kind != "bool" else {}), **more}

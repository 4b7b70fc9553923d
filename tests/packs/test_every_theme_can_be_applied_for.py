"""Every theme of the demo city, applied for by the demo person behind its typical persona, through the doors that
the portal uses: what is typed is what the compiler asked, and the cases that open are the items it told."""

from contextlib import suppress
from datetime import date
from functools import cache

from django.db import transaction

from yiwang.engines.applications.models import DraftSignature
from yiwang.engines.applications.public import (
    Upload,
    draft_answer,
    draft_ask_signatures,
    draft_attach,
    draft_check,
    draft_consent,
    draft_get,
    draft_open,
    draft_rows,
    draft_save_fields,
    draft_sign,
    draft_submit,
)
from yiwang.engines.applications.tests.checks import checked, told
from yiwang.engines.applications.tests.conftest import NOW, city_world
from yiwang.engines.applications.tests.journeys import PDF
from yiwang.engines.cases.public import cases_visible_to
from yiwang.engines.catalog.pure import PERSONA, THEME, Catalogue, compile_theme, fact_of
from yiwang.foundations.people.public import DEMO_PERSON, party_register
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor

__all__ = ["told"]
TESTER = system_actor("tests")
THEMES = sorted(city_world().all(THEME))
SAMPLES = {
    "text": "示范", "long_text": "示范", "address": "示范路1号", "int": "1", "decimal": "1", "money": "1",
    "bool": "false", "date": "2026-06-01", "division": "441202001000", "account": "6222000000000000",
    "email": "demo@example.cn", "phone": "10000000009", "citizen_id": "441299199303160324",
}  # fmt: skip
"""What is typed into an optional field that the persona does not care about, so that nothing is left blank."""


class Undone(Exception):
    """Ends a theme, so that nothing of it stays for the next."""


def acting(party):
    return Actor(audience="citizen", hat=f"party:{party}", parties=(party,))


def own_number(theme, persona):
    """Number of the one who signs in: of the party so marked, as the persona says it was verified."""
    (mine,) = [key for key, party in theme.parties.items() if party.from_identity]
    known = {
        fact.element: fact.value for fact in persona.facts if fact.party == mine and fact.row in (None, 1)
    }
    return known.get("citizen_id") or known["uscc"]


def demo_person(theme, persona):
    """The demo person behind the persona, registered as seeding does it."""
    number = own_number(theme, persona)
    (told,) = [one for one in city_world().all(DEMO_PERSON).values() if one.id_number == number]
    with as_actor(TESTER):
        made = party_register(
            TESTER, kind=told.kind, name=told.name, id_kind=told.id_kind, id_number=number, phone=told.phone,
            birth=told.birth, is_demo=True,
        )  # fmt: skip
    return acting(made.id)


def answered(actor, view, persona):
    for question, answer in persona.answers.items():
        view = draft_answer(actor, view.id, question, answer, now=NOW)
    for party, count in persona.rows.items():
        view = draft_rows(actor, view.id, party, count, now=NOW)
    return view


def agreed(actor, view):
    for topic in dict.fromkeys(offer.topic for offer in view.offers):
        view = draft_consent(actor, view.id, topic, given=True, now=NOW)
    return view


def known_to(persona):
    """What the persona would type: its own words, and its facts where nobody else tells them."""
    facts = {_written(f): f.value for f in persona.facts if f.element and f.value is not None}
    return {**facts, **persona.typed}


def _written(fact):
    return f"{fact.party}[{fact.row}].{fact.element}" if fact.row else f"{fact.party}.{fact.element}"


def typed_in(actor, view, persona):
    """Type exactly what is asked, page after page: what was typed may bring up further fields."""
    known, done = known_to(persona), set()
    while True:
        empty = [f for f in view.fields if f.state == "asked" and not f.question and f.key not in done]
        if not empty:
            return view
        done |= {f.key for f in empty}
        view = draft_save_fields(actor, view.id, {f.key: _value(f, known) for f in empty}, now=NOW)
        assert view.errors == {}


def _value(field, known):
    if field.key in known:
        return known[field.key]
    assert not field.required, f"the persona does not say what it types into {field.key}"
    return field.example or next(iter(field.options), SAMPLES.get(field.type))


def handed_in(actor, view):
    for material in view.materials:
        if material.state == "asked" and material.required:
            view = draft_attach(actor, view.id, material.key, [Upload("演示.pdf", PDF)], now=NOW)
    return view


def signed_by_all(actor, view):
    """Everybody whose signature is asked signs what he is shown, the owner last."""
    with as_actor(actor):
        view = draft_ask_signatures(actor, view.id, now=NOW)
    with as_actor(TESTER):
        signers = DraftSignature.objects.filter(draft=view.id).order_by("id")
        others = dict.fromkeys(s.subject_id for s in signers if s.subject_id not in actor.parties)
    for signer in (*map(acting, others), actor):
        with as_actor(signer):
            seen = draft_get(signer, view.id, now=NOW)
        if any(item.person_check for item in seen.items):
            checked(signer, view.id, NOW)
        with as_actor(signer):
            shown = draft_get(signer, view.id, now=NOW).shown_hash
            draft_sign(signer, view.id, shown_hash=shown, now=NOW)
    with as_actor(actor):
        return draft_get(actor, view.id, now=NOW)


@cache
def city_catalogue():
    return Catalogue.of(city_world())


def expected(name, persona):
    """The theme compiled for what this demo person alone brings along: no other signer's papers."""
    theme = city_world().get(THEME, name)
    mine = {key for key, party in theme.parties.items() if party.from_identity}
    number = own_number(theme, persona)
    facts = [
        fact_of(fact)
        for fact in persona.facts
        if (fact.party in mine and fact.row in (None, 1)) or _topic_tells(number, fact)
    ]
    return compile_theme(
        city_catalogue(), name, persona.answers, facts, date(NOW.year, NOW.month, NOW.day),
        typed={}, rows=dict(persona.rows),
    )  # fmt: skip


def _topic_tells(number, fact):
    """Whether a topic knows this of another party under the number of the one who signs in."""
    topic = city_world().all("demo_topic").get(fact.source.id.replace("-", "_"))
    return topic is not None and any(
        (record.id_number, record.about, record.row) == (number, fact.party, fact.row)
        and (fact.element in record.values or fact.material in record.materials)
        for record in topic.records
    )


def test_the_typical_person_of_every_theme_applies(city, told, subtests):
    """One release for all themes: applying it costs more than ten applications."""
    for name in THEMES:
        with subtests.test(theme=name), suppress(Undone), transaction.atomic():
            applies(name)
            raise Undone


def applies(name):
    theme = city_world().get(THEME, name)
    persona = city_world().get(PERSONA, theme.typical)
    actor = demo_person(theme, persona)
    with as_actor(actor):
        view = draft_open(actor, f"theme:{name}", now=NOW)
        view = agreed(actor, answered(actor, view, persona))
        _prefilled_as_told(view, name, persona)
        view = handed_in(actor, typed_in(actor, view, persona))
        assert draft_check(actor, view.id, now=NOW).problems == {}
    view = signed_by_all(actor, view)
    assert {signer.state for signer in view.signers} == {"signed"}
    with as_actor(actor):
        submission = draft_submit(actor, view.id, now=NOW)
    assert submission.fields_typed == submission.fields_asked == view.compiled["savings"]["fields"]["asked"]
    _cases_open(submission, theme, view)


def _prefilled_as_told(view, name, persona):
    """The running demo knows of this person what the persona says, no less and no more."""
    told = expected(name, persona)
    known = {f"{f.party}[{f.row}].{f.element.id}" if f.row else f"{f.party}.{f.element.id}"
             for f in told.fields if f.state == "prefilled"}  # fmt: skip
    assert {field.key for field in view.fields if field.state == "prefilled"} == known
    held = {(m.party, m.row, m.material.id) for m in told.materials if m.state == "held"}
    assert len(held) == sum(1 for material in view.materials if material.state == "held")


def _cases_open(submission, theme, view):
    with as_actor(TESTER):
        root, *children = cases_visible_to(TESTER).filter(root_id=submission.matter_id).order_by("id")
    assert (root.subject, root.state) == (theme.id, "in_hand")
    assert [child.subject for child in children] == [item.item for item in view.items]
    assert all(child.owner_unit_id for child in children)

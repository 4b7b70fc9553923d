"""An applicant's way through a draft, as the portal takes it: answer, agree, type, hand in, sign."""

from yiwang.engines.applications.public import (
    Upload,
    draft_answer,
    draft_attach,
    draft_check,
    draft_commit,
    draft_consent,
    draft_get,
    draft_open,
    draft_save_fields,
    draft_sign,
)
from yiwang.engines.catalog.pure import PERSONA
from yiwang.foundations.scope.public import as_actor

from .conftest import NOW, city_world, person


def _pdf():
    """A document of one empty page."""
    from io import BytesIO

    from pypdf import PdfWriter

    writer, made = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(made)
    return made.getvalue()


PDF = _pdf()


def barber():
    return person("李示范", "441299199005120121", "10000000001")


def persona(name="barber_individual"):
    return city_world().get(PERSONA, name)


def filled_in(actor, target="theme:open_barber_shop", name="barber_individual", now=NOW):
    """A draft with everything answered, agreed to, typed and handed in, ready to be signed."""
    told = persona(name)
    with as_actor(actor):
        view = draft_open(actor, target, now=now)
        for question, answer in told.answers.items():
            view = draft_answer(actor, view.id, question, answer, now=now)
        for offer in view.offers:
            view = draft_consent(actor, view.id, offer.topic, given=True, now=now)
        view = typed_in(actor, view, told.typed, now)
        return handed_in(actor, view, now)


SPARE = {
    "operator.gender": "female", "operator.birth_date": "1990-05-12", "operator.ethnicity": "汉族",
    "operator.home_address": "示范路1号", "operator.education": "college",
    "operator.political_status": "public",
}  # fmt: skip


def typed_in(actor, view, typed, now):
    """Type page after page: what was typed may bring up further fields."""
    wanted, done = {**SPARE, **typed}, set()
    while True:
        empty = {f.key for f in view.fields if f.state == "asked" and not f.question} - done
        values = {key: wanted[key] for key in empty if key in wanted}
        if not values:
            return view
        done |= set(values)
        view = draft_save_fields(actor, view.id, values, now=now)
        assert view.errors == {}


def handed_in(actor, view, now):
    for material in view.materials:
        if material.state != "asked" or not material.required:
            continue
        if material.deferred:
            view = draft_commit(actor, view.id, material.key, chosen=True, now=now)
        else:
            view = draft_attach(actor, view.id, material.key, [Upload("一.pdf", PDF)], now=now)
    return view


def signed(actor, view, now=NOW):
    with as_actor(actor):
        check = draft_check(actor, view.id, now=now)
        assert check.problems == {}, check.problems
        return draft_sign(actor, view.id, shown_hash=check.draft.shown_hash, now=now)


def looked_at(actor, view, now=NOW):
    with as_actor(actor):
        return draft_get(actor, view.id, now=now)

"""An application as a demo person makes it, through the doors everybody uses: answer, agree, type, hand in, sign."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw

from yiwang.adapters.person_check.stand_in import pressed
from yiwang.engines.applications.public import (
    DraftView,
    Upload,
    draft_answer,
    draft_ask_signatures,
    draft_attach,
    draft_check,
    draft_commit,
    draft_consent,
    draft_get,
    draft_open,
    draft_person_check_begin,
    draft_save_fields,
    draft_sign,
    draft_submit,
    drafts_visible_to,
)
from yiwang.engines.catalog.pure import PERSONA
from yiwang.foundations.notices.public import electronic_agree, electronic_terms
from yiwang.foundations.people.public import DEMO_PERSON, party_find
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.loader import World
from yiwang.site.stories import DemoStory


class StoryBroken(Exception):
    """A story that cannot be told with these definitions; the sentence says where it stopped."""


def person_actor(world: World, person_id: str) -> Actor:
    """A demo person under the hat of him- or herself."""
    person = world.get(DEMO_PERSON, person_id)
    with as_actor(system_actor("demo")):
        party = party_find(person.id_kind, person.id_number)
    if party is None:
        raise StoryBroken(f"演示当事人“{person.name}”还没有登记。")
    return Actor("citizen", hat=f"party:{party.id}", hat_label=f"{person.name}（本人）", parties=(party.id,))


def told_already(story: DemoStory, actor: Actor) -> bool:
    """Whether this applicant has such an application, from an earlier seeding or made by a visitor."""
    with as_actor(actor):
        name = story.target.partition(":")[2]
        return drafts_visible_to(actor).filter(owner_id__in=actor.parties, target=name).exists()


def apply(world: World, story: DemoStory, actor: Actor, now: datetime) -> UUID | None:
    """Fill in, sign, have the others sign, hand in; the matter's id, or None if a signature is missing."""
    with as_actor(actor):
        view = _filled_in(world, story, actor, now)
    _sign(actor, view.id, now)
    for signer in story.signers:
        _sign(person_actor(world, signer), view.id, now)
    with as_actor(actor):
        if electronic_terms(now)[0] and not story.on_paper:
            electronic_agree(actor, actor.parties[0], now=now)
        view = draft_get(actor, view.id, now=now)
        if any(signer.state != "signed" for signer in view.signers):
            return None
        return draft_submit(actor, view.id, now=now).matter_id


def _filled_in(world: World, story: DemoStory, actor: Actor, now: datetime) -> DraftView:
    persona = world.get(PERSONA, story.persona) if story.persona else None
    view = draft_open(actor, story.target, now=now)
    asked = {question.id for question in view.questions}
    for question, answer in {**(persona.answers if persona else {}), **story.answers}.items():
        if question in asked:
            view = draft_answer(actor, view.id, question, answer, now=now)
    for offer in view.offers:
        view = draft_consent(actor, view.id, offer.topic, given=True, now=now)
    view = _typed(actor, view, {**_known(persona), **story.typed}, now)
    return _handed_in(story, actor, view, now)


def _known(persona: Any) -> Mapping[str, str]:
    """What a persona would type: its values, and its facts where no source gives them here."""
    if persona is None:
        return {}
    facts = (fact for fact in persona.facts if fact.element and fact.value is not None)
    return {**{_key(fact): fact.value for fact in facts}, **persona.typed}


def _key(fact: Any) -> str:
    return f"{fact.party}[{fact.row}].{fact.element}" if fact.row else f"{fact.party}.{fact.element}"


def _typed(actor: Actor, view: DraftView, wanted: Mapping[str, str], now: datetime) -> DraftView:
    """Type what is asked and wanted; what was typed may bring up further fields."""
    done: set[str] = set()
    while True:
        asked = {f.key for f in view.fields if f.state == "asked" and not f.question} - done
        values = {key: wanted[key] for key in asked if key in wanted}
        if not values:
            return view
        done |= set(values)
        view = draft_save_fields(actor, view.id, values, now=now)
        if view.errors:
            raise StoryBroken("；".join(f"{key}：{why}" for key, why in view.errors.items()))


def _handed_in(story: DemoStory, actor: Actor, view: DraftView, now: datetime) -> DraftView:
    for material in view.materials:
        if material.state != "asked" or not material.required:
            continue
        if material.key in story.commits:
            view = draft_commit(actor, view.id, material.key, chosen=True, now=now)
        else:
            page = Upload(f"{material.label}（演示）.pdf", _page())
            view = draft_attach(actor, view.id, material.key, [page], now=now)
    return view


@cache
def _page() -> bytes:
    """A page that says what it is."""
    picture, data = Image.new("RGB", (620, 877), "white"), BytesIO()
    drawn = ImageDraw.Draw(picture)
    drawn.rectangle((40, 40, 580, 837), outline="gray", width=4)
    drawn.text((250, 420), "DEMO / YANSHI", fill="gray")
    picture.save(data, "PDF")
    return data.getvalue()


def _sign(actor: Actor, draft_id: UUID, now: datetime) -> None:
    with as_actor(actor):
        check = draft_check(actor, draft_id, now=now)
        if check.problems:
            raise StoryBroken("；".join(f"{key}：{why}" for key, why in check.problems.items()))
        view = check.draft
        if len(view.signers) > 1 and drafts_visible_to(actor).filter(id=draft_id, hat=actor.hat).exists():
            view = draft_ask_signatures(actor, draft_id, now=now)
        if any(item.person_check for item in view.items):
            _checked(actor, draft_id, now)
        draft_sign(actor, draft_id, shown_hash=view.shown_hash, now=now)


def _checked(actor: Actor, draft_id: UUID, now: datetime) -> None:
    """Pass the stand-in's check, as a visitor of the demo would."""
    page = draft_person_check_begin(actor, draft_id, back="/service/", now=now)
    pressed(page.rstrip("/").rpartition("/")[2], "passed", now)

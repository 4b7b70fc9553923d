"""Opening a draft and filling it in: answers, fields, people, what is left out, objections, agreement to prefill."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.engines.catalog.pure import Compiled, Unreadable, ending_words, read_value
from yiwang.foundations.people.public import party_get
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import uuid7

from ..domain.errors import DraftClosed, FieldsRefused, NotForThisHat, NotYours, TargetUnknown, ThemeEnded
from ..domain.fields import FieldRefused
from ..domain.keys import Key, KeyUnreadable, key_of, key_text, place_text
from ..domain.shown import changes, structure
from ..domain.view import DraftView
from ..models import Draft, DraftValue
from ..policies import access_draft, in_presence, owns
from ..selectors.closing import closed
from ..selectors.loading import Loaded, catalogue, compiled, load, today
from ..selectors.viewing import draft_view, my_places
from .facts import agree, gather, object_to, withdraw_objection
from .signatures import void_changed
from .typed import typed_value


def draft_open(actor: Actor, target: str, *, now: datetime) -> DraftView:
    """Begin an application for ``theme:<id>`` or ``item:<id>``; what government holds is asked for at once.

    Raises:
        NotForThisHat: only people and organisations apply, under a hat.
        TargetUnknown: there is no such theme or item in force, or it is not begun any more.
    """
    if actor.audience != "citizen" or not actor.parties or (actor.matter and not in_presence(actor)):
        raise NotForThisHat
    kind, _, name = target.partition(":")
    held, release = catalogue()
    if name not in (held.themes if kind == "theme" else held.items if kind == "item" else {}):
        raise TargetUnknown(target)
    theme = (held.theme(name) if kind == "theme" else held.item(name)).theme
    if theme.ended(today(held, now)):
        raise ThemeEnded(ending_words(held, theme, today(held, now)))
    draft = Draft(
        id=actor.matter or uuid7(), kind=kind, target=name, title=theme.title, account_id=actor.account_id,
        hat=actor.hat,
        owner_id=actor.parties[0], release_id=release, salt=secrets.token_hex(16), created_at=now,
        changed_at=now,
        bound=own_party(actor, theme),
    )  # fmt: skip
    draft.save(force_insert=True)
    return refreshed(actor, load(draft), now)


def own_party(actor: Actor, theme: Any) -> dict[str, str]:
    """Which party of the theme the person signed in is: the one marked so, else the first of the same kind."""
    kind = party_get(actor, actor.parties[0]).kind
    fitting = [key for key, party in theme.parties.items() if party.kind in (kind, "either")]
    marked = [key for key in fitting if getattr(theme.parties[key], "from_identity", False)]
    chosen = next(iter(marked or fitting), None)
    if chosen is None:
        return {}
    row = 1 if theme.parties[chosen].cardinality == "many" else None
    return {place_text(chosen, row): str(actor.parties[0])}


def draft_get(actor: Actor, draft_id: UUID, *, now: datetime) -> DraftView:
    """The draft as this person sees it now; ``changes`` says what is different since it was last shown.

    Raises:
        DraftNotFound: it is not this actor's.
    """
    loaded = load(access_draft(actor, draft_id))
    return draft_view(actor, loaded, compiled(loaded, now), now)


def draft_answer(actor: Actor, draft_id: UUID, question: str, answer: Any, *, now: datetime) -> DraftView:
    """Answer one situational question, or change an answer (None takes it back); everything is recompiled.

    Raises:
        FieldsRefused: the answer is none of what was asked for.
    """
    loaded = mine(actor, draft_id)
    form = compiled(loaded, now)
    asked = next((q.question for q in form.ready.questions if q.question.id == question), None)
    if asked is None:
        raise FieldsRefused({question: "没有这个问题，请刷新页面。"})
    answers = {**loaded.draft.answers}
    answers.pop(question, None)
    if answer not in (None, ""):
        answers[question] = _readable(asked, answer)
    loaded.draft.answers = answers
    return refreshed(actor, loaded, now)


def _readable(question: Any, answer: Any) -> Any:
    try:
        value = read_value(answer, question.type, question.options)
        low, high = question.minimum, question.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            raise Unreadable(f"请填 {low} 到 {high} 之间的数。")
    except Unreadable as error:
        raise FieldsRefused({question.id: str(error)}) from None
    return value if isinstance(value, bool | int | str | list) else str(value)


def draft_save_fields(actor: Actor, draft_id: UUID, values: Mapping[str, Any], *, now: datetime) -> DraftView:
    """Save what was typed: good values are kept, refused ones come back in ``errors`` with a sentence each.

    Args:
        actor: who acts.
        draft_id: the draft.
        now: instant of the act.
        values: written key (``shop.area``, ``owner[2].name``) → what was typed; empty clears the field.
    """
    loaded = load(access_draft(actor, draft_id))
    still_open(loaded.draft)
    form = compiled(loaded, now)
    typed: dict[Key, Any] = {}
    errors: dict[str, str] = {}
    for written, raw in values.items():
        try:
            key = key_of(written)
            typed[key] = _typed(actor, loaded, form, key, raw)
        except (FieldRefused, KeyUnreadable, NotYours) as error:
            errors[written] = str(error)
    _store(actor, loaded, typed, now)
    return refreshed(actor, loaded, now, errors)


def _typed(actor: Actor, loaded: Loaded, form: Compiled, key: Key, raw: Any) -> Any:
    """The value that was typed into a field; None clears it. Raises what the page tells beside the field."""
    element = catalogue()[0].elements.get(key[2])
    field = next((f for f in form.fields if (f.party, f.row, f.element.id) == key), None)
    if element is None or (field is None and not _may_come(form, key)):
        raise KeyUnreadable(key_text(*key))
    if not _may_type(actor, loaded, form, key) or (field and field.state == "prefilled"):
        raise NotYours
    return typed_value(element, raw, form.here.day)


def _may_come(form: Compiled, key: Key) -> bool:
    """A field the form knows but does not ask for at this moment: its condition may hang on this very page."""
    return any(group.party == key[0] and group.element.id == key[2] for group in form.ready.fields)


def _may_type(actor: Actor, loaded: Loaded, form: Compiled, key: Key) -> bool:
    """The owner types everything but what belongs to another signer who is asked already; a signer types his own."""
    place = (key[0], key[1])
    if not owns(actor, loaded.draft):
        return place in my_places(actor, loaded, form)
    return all((s.party, s.row) != place or s.subject_id in actor.parties for s in loaded.signatures)


def _store(actor: Actor, loaded: Loaded, typed: Mapping[Key, Any], now: datetime) -> None:
    """Write what is new, in one statement for values and one for each that was cleared."""
    new = {key: value for key, value in typed.items() if value != loaded.values.get(key)}
    rows = [_value_row(actor, loaded, key, value, now) for key, value in new.items() if value is not None]
    DraftValue.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["draft", "party", "row", "element"],
        update_fields=["value", "hat", "at", "subject_id"],
    )  # fmt: skip
    for party, row, element in (key for key, value in new.items() if value is None):
        DraftValue.objects.filter(draft=loaded.draft, party=party, row=row, element=element).delete()
    kept = {key: value for key, value in (loaded.values | new).items() if value is not None}
    loaded.values.clear()
    loaded.values.update(kept)


def _value_row(actor: Actor, loaded: Loaded, key: Key, value: Any, now: datetime) -> DraftValue:
    party, row, name = key
    return DraftValue(
        draft=loaded.draft, owner_id=loaded.draft.owner_id, subject_id=loaded.draft.bound.get(place_text(party, row)),
        party=party, row=row, element=name, value=closed(catalogue()[0].elements.get(name), value),
        hat=actor.hat, at=now,
    )  # fmt: skip


def draft_rows(actor: Actor, draft_id: UUID, party: str, count: int, *, now: datetime) -> DraftView:
    """Say how many there are of a party with many, where no question asks for it."""
    loaded = mine(actor, draft_id)
    if not 1 <= count <= 50:
        raise FieldsRefused({party: "人数应在 1 到 50 之间。"})
    loaded.draft.rows = {**loaded.draft.rows, party: count}
    return refreshed(actor, loaded, now)


def draft_leave_out(actor: Actor, draft_id: UUID, members: Iterable[str], *, now: datetime) -> DraftView:
    """Say which optional items are left out (all others are wanted)."""
    loaded = mine(actor, draft_id)
    known = {m.key for m in compiled(loaded, now).ready.members if m.member.optional}
    loaded.draft.without = sorted(set(members) & known)
    return refreshed(actor, loaded, now)


def draft_consent(actor: Actor, draft_id: UUID, topic: str, *, given: bool, now: datetime) -> DraftView:
    """Agree to the use of a licence or topic in this application, or take that back."""
    loaded = load(access_draft(actor, draft_id))
    still_open(loaded.draft)
    agree(actor, loaded, topic, given, now)
    return refreshed(actor, loaded, now)


def draft_object(
    actor: Actor, draft_id: UUID, key: str, own: Any, *, reason: str = "", now: datetime
) -> DraftView:
    """Say that a prefilled value is wrong: one's own value goes along, and its holder is asked to check.

    Args:
        actor: who acts.
        draft_id: the draft.
        key: written key of the field.
        now: instant of the act.
        reason: why, in words.
        own: the right value; None takes the objection back.

    Raises:
        FieldsRefused: the own value is not of the field's type.
        NotYours: the value is not prefilled, or not about a party the actor acts for.
    """
    loaded = mine(actor, draft_id)
    if own is None:
        withdraw_objection(loaded, key)
        _store(actor, loaded, {key_of(key): None}, now)
    else:
        _own_value(actor, loaded, key, own, reason, now)
    rest = [held for held in loaded.draft.objections if held != key]
    loaded.draft.objections = rest if own is None else [*rest, key]
    return refreshed(actor, loaded, now)


def _own_value(actor: Actor, loaded: Loaded, key: str, own: Any, reason: str, now: datetime) -> None:
    held = catalogue()[0]
    element = held.elements[key_of(key)[2]]
    try:
        value = typed_value(element, own, today(held, now))
    except FieldRefused as error:
        raise FieldsRefused({key: str(error)}) from None
    object_to(actor, loaded, key, value, reason, now)
    _store(actor, loaded, {key_of(key): value}, now)


def draft_confirm(actor: Actor, draft_id: UUID, shown_hash: str, *, now: datetime) -> DraftView:
    """Say that one has seen what changed. ``shown_hash`` is the hash of what was on the screen.

    Raises:
        FieldsRefused: it has changed again since.
    """
    loaded = mine(actor, draft_id)
    form = compiled(loaded, now)
    view = draft_view(actor, loaded, form, now)
    if view.shown_hash != shown_hash:
        raise FieldsRefused({"shown": "内容刚刚又有变化，请再看一遍。"})
    return refreshed(actor, loaded, now)


def draft_discard(actor: Actor, draft_id: UUID, *, now: datetime) -> None:
    """Give a draft up; what was typed and attached in it is forgotten."""
    loaded = mine(actor, draft_id)
    DraftValue.objects.filter(draft=loaded.draft).delete()
    loaded.draft.state = "discarded"
    loaded.draft.changed_at = now
    loaded.draft.save(update_fields=["state", "changed_at"])


def mine(actor: Actor, draft_id: UUID) -> Loaded:
    """One's own draft, locked, with its pieces. Raises DraftNotFound, DraftClosed."""
    draft = access_draft(actor, draft_id, to="change")
    Draft.objects.select_for_update().get(pk=draft.pk)
    draft.refresh_from_db()
    still_open(draft)
    return load(draft)


def still_open(draft: Draft) -> None:
    """Raises DraftClosed unless the draft may still be changed."""
    if draft.state != "open":
        raise DraftClosed(draft.state)


def refreshed(
    actor: Actor, loaded: Loaded, now: datetime, errors: Mapping[str, str] | None = None
) -> DraftView:
    """Ask the sources again, recompile, tell what changed, and remember what is shown now."""
    gather(actor, loaded, now)
    form = compiled(loaded, now)
    told = changes(loaded.draft.shown, structure(form))
    if owns(actor, loaded.draft):
        _remember(loaded, form, now)
    void_changed(actor, loaded, form)
    view = draft_view(actor, loaded, form, now, errors)
    return DraftView(**{**vars(view), "changes": tuple(told)})


def _remember(loaded: Loaded, form: Compiled, now: datetime) -> None:
    draft = loaded.draft
    draft.shown, draft.release_id = structure(form), catalogue()[1]
    draft.version, draft.changed_at = draft.version + 1, now
    draft.save(
        update_fields=[
            "answers", "rows", "bound", "without", "commitments", "objections", "shown", "release_id",
            "version",
            "changed_at",
        ]
    )  # fmt: skip

"""Signing: who is asked, what exactly was shown, who signed or refused; a changed value voids what it concerns."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from yiwang.engines.catalog.pure import Compiled
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.outbox.public import outbox_put
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import NotYours, ShownChanged
from ..domain.keys import place_text
from ..domain.parts import Place, signers
from ..models import DraftMaterial, DraftSignature, DraftValue
from ..policies import owns
from ..selectors.loading import COMPILER, Loaded
from ..selectors.viewing import my_places, part_hash

METHODS = ("account", "counter", "sms")
"""How somebody may sign: signed in with a verified identity, at a counter, or by a code sent to the phone."""


def ask_signatures(actor: Actor, loaded: Loaded, form: Compiled, now: datetime) -> None:
    """Ask everybody who signs; each hears of it once, and sees from then on his own part."""
    _drop_strangers(loaded, form)
    held = {(s.party, s.row): s for s in loaded.signatures}
    for party, row, label in signers(form):
        subject = loaded.draft.bound.get(place_text(party, row))
        if (party, row) not in held and subject:
            made = DraftSignature(
                draft=loaded.draft, owner_id=loaded.draft.owner_id, subject_id=UUID(subject), party=party,
                row=row,
                label=label, state="asked", at=now,
            )  # fmt: skip
            made.save(force_insert=True)
            loaded.signatures.append(made)
            _tell(loaded, made)
    _own_pieces(loaded)


def _tell(loaded: Loaded, signature: DraftSignature) -> None:
    if signature.subject_id != loaded.draft.owner_id:
        body = {"draft": str(loaded.draft.id), "party": str(signature.subject_id)}
        outbox_put("application.signature_asked", f"application.signature_asked:{signature.pk}", body)


def _drop_strangers(loaded: Loaded, form: Compiled) -> None:
    """Those who need not sign any more: one owner fewer, or somebody else behind the same place."""
    bound = loaded.draft.bound
    wanted = {(party, row): bound.get(place_text(party, row)) for party, row, _ in signers(form)}
    for held in [s for s in loaded.signatures if wanted.get((s.party, s.row)) != str(s.subject_id)]:
        held.delete()
        loaded.signatures.remove(held)


def _own_pieces(loaded: Loaded) -> None:
    """Say of every piece whose it is, so that signers see their own and nobody else's."""
    with as_actor(COMPILER):
        for place, subject in loaded.draft.bound.items():
            party, _, rest = place.partition("[")
            row = int(rest[:-1]) if rest else None
            for model in (DraftValue, DraftMaterial):
                rows = model.objects.filter(draft=loaded.draft, party=party, row=row)
                rows.exclude(subject_id=subject).update(subject_id=subject)


def sign(
    actor: Actor,
    loaded: Loaded,
    form: Compiled,
    *,
    shown_hash: str,
    method: str,
    check: str = "",
    now: datetime,
) -> list[DraftSignature]:
    """Sign for every place of this actor.

    Args:
        actor: who acts.
        form: the compilation.
        loaded: the draft with its pieces.
        method: one of ``METHODS``.
        check: number of the person check the signature rests on; "" where none was asked for.
        now: instant of the act.
        shown_hash: the hash of what was on the screen; it must be what is there now.

    Raises:
        ShownChanged: it is not.
        NotYours: the actor has nothing to sign here.
    """
    places = my_places(actor, loaded, form)
    now_there = part_hash(loaded, form, places)
    mine = [s for s in loaded.signatures if s.subject_id in actor.parties]
    if not mine or method not in METHODS:
        raise NotYours
    if shown_hash != now_there:
        raise ShownChanged([], now_there)
    for held in mine:
        held.state, held.method, held.shown_hash = "signed", method, now_there
        held.signed_at, held.account_id, held.hat, held.reason = now, actor.account_id, actor.hat, ""
        held.check_number = check
        held.save()
    body = {"hash": now_there, "method": method, **({"check": check} if check else {})}
    _record(actor, loaded, "applications.draft.signed", body, now)
    return mine


def refuse(actor: Actor, loaded: Loaded, *, reason: str, now: datetime) -> None:
    """Refuse to sign; the owner is told."""
    mine = [s for s in loaded.signatures if s.subject_id in actor.parties]
    if not mine or owns(actor, loaded.draft):
        raise NotYours
    for held in mine:
        held.state, held.reason, held.signed_at = "refused", reason[:500], now
        held.account_id, held.hat, held.shown_hash = actor.account_id, actor.hat, ""
        held.save()
    body = {"draft": str(loaded.draft.id), "party": str(loaded.draft.owner_id), "reason": reason[:500]}
    key = f"application.signature_refused:{mine[0].pk}:{now.isoformat()}"
    outbox_put("application.signature_refused", key, body)
    _record(actor, loaded, "applications.draft.refused", {"reason": reason[:500]}, now)


def _record(actor: Actor, loaded: Loaded, act: str, body: dict[str, str], now: datetime) -> None:
    audit_record(actor, act, f"draft:{loaded.draft.id}", body, now=now)


def void_changed(actor: Actor, loaded: Loaded, form: Compiled) -> None:
    """Void every signature whose part is not what was signed any more; its signer is asked again."""
    with as_actor(COMPILER):
        for held in loaded.signatures:
            if held.state == "signed" and held.shown_hash != hash_for(loaded, form, held):
                held.state = "void"
                held.save(update_fields=["state"])
                _tell_again(loaded, held)


def hash_for(loaded: Loaded, form: Compiled, signature: DraftSignature) -> str:
    """The hash of what this signature's party would be shown now."""
    return part_hash(loaded, form, places_of(loaded, form, signature.subject_id))


def stands(actor: Actor, loaded: Loaded, form: Compiled) -> bool:
    """Whether this actor has signed exactly what is there now: however he did, he need not again."""
    mine = [held for held in loaded.signatures if held.subject_id in actor.parties]
    return bool(mine) and all(
        held.state == "signed" and held.shown_hash == hash_for(loaded, form, held) for held in mine
    )


def places_of(loaded: Loaded, form: Compiled, subject: UUID | None) -> Iterable[Place]:
    """The places a party answers for; those of nobody else, for the owner."""
    bound = loaded.draft.bound
    mine = [(p, r) for p, r, _ in signers(form) if bound.get(place_text(p, r)) == str(subject)]
    if subject != loaded.draft.owner_id:
        return mine
    others = {(p, r) for p, r, _ in signers(form) if bound.get(place_text(p, r)) not in (None, str(subject))}
    return [(p, r) for p, r, _ in signers(form) if (p, r) not in others]


def _tell_again(loaded: Loaded, held: DraftSignature) -> None:
    if held.subject_id != loaded.draft.owner_id:
        body = {"draft": str(loaded.draft.id), "party": str(held.subject_id), "again": True}
        outbox_put(
            "application.signature_asked", f"application.signature_asked:{held.pk}:{held.shown_hash}", body
        )

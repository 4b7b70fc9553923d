"""The built-in sources: identity at sign-in, earlier submissions, licences, the stand-in for topics."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from yiwang.engines.catalog.pure import ELEMENT, Element
from yiwang.engines.licences.public import HeldLicence, licence_held
from yiwang.foundations.people.public import Party, id_number_of, phone_of
from yiwang.kernel.fact import Fact, Source

from ..definitions import DEMO_TOPIC, DemoTopic, TopicRecord
from ..domain.facts import FactQuery, Offer
from ..domain.fields import FieldRefused, field_value
from ..models import Submission
from ..policies import in_presence
from ..selectors.closing import opened

EARLIER = 5
"""How many of the last submissions are looked through."""


def _element(query: FactQuery, name: str, value: Any, source: Source, ground: str, until: Any = None) -> Fact:
    return Fact(
        party=query.party,
        row=query.row,
        source=source,
        ground=ground,
        element=name,
        value=value,
        valid_until=until,
    )


def _unshown(element: Element | None, shown: Any, day: date) -> Any:
    """A face's value in the form's own type: faces bear words, forms the codes behind them.

    What cannot be read back is not offered: nothing may stand in a form that its reader would refuse.
    """
    if element is None:
        return shown
    codes = {label: code for code, label in element.options.items()}
    try:
        return field_value(element, codes.get(shown, shown) if isinstance(shown, str) else shown, day)
    except FieldRefused:
        return None


class IdentitySource:
    """What was verified when the party signed in: name, number, phone, day of birth.

    An element stands
    for the party's own number if it is named like its type (``citizen_id``, ``uscc``, ``phone``);
    name and birthday are told by their HTML autofill tokens. A guardian's or a liaison's number is neither.
    """

    name = "identity"

    def offers(self, query: FactQuery) -> Iterable[Offer]:
        """The party's own verified data."""
        party: Party | None = query.holder
        if party is None or party.is_provisional:
            return
        source, ground = self._where(query)
        for key, element in query.elements.items():
            value = self._value(party, element)
            if value:
                yield Offer(_element(query, key, value, source, ground), "登录身份")

    def _where(self, query: FactQuery) -> tuple[Source, str]:
        party = str(query.party_id)
        if in_presence(query.actor):
            return Source("identity", party, "现场核验"), "本人到场，现场核对身份证件"
        return Source("identity", party, "统一身份认证"), "登录时实名核验，本人提供"

    def _value(self, party: Party, element: Element) -> Any:
        if element.id == element.type.value:
            if element.id == party.id_kind:
                return id_number_of(party)
            return phone_of(party) if element.id == "phone" else None
        if element.autocomplete == "name" and party.kind == "person":
            return party.name
        if element.autocomplete == "organization" and party.kind == "organisation":
            return party.name
        return party.birth.isoformat() if element.autocomplete == "bday" and party.birth else None


class SubmissionSource:
    """What the party itself wrote in earlier applications; only values that it typed, never taken from elsewhere."""

    name = "submission"

    def offers(self, query: FactQuery) -> Iterable[Offer]:
        """Values of the last submissions, the newest first; an element only once."""
        rows = Submission.objects.filter(owner_id__in=query.actor.parties).order_by("-at")[:EARLIER]
        given: set[str] = set()
        for submission in rows:
            for held in submission.content.get("fields", []):
                if self._fits(query, held) and held["element"] not in given:
                    given.add(held["element"])
                    yield self._offer(query, submission, held)

    def _fits(self, query: FactQuery, held: dict[str, Any]) -> bool:
        mine = held.get("subject") == str(query.party_id) and held.get("state") == "asked"
        return mine and held["element"] in query.elements and held.get("value") is not None

    def _offer(self, query: FactQuery, submission: Submission, held: dict[str, Any]) -> Offer:
        source = Source("submission", str(submission.id), "本人以前的申请")
        ground = f"您在 {submission.at:%Y-%m-%d} 的“{submission.title}”中填写过"
        return Offer(
            _element(query, held["element"], opened(held["value"]), source, ground), submission.title
        )


class TopicSource:
    """The labelled stand-in for data topics: what a pack's ``demo/topics`` hold about demo parties."""

    name = "topic"

    def offers(self, query: FactQuery) -> Iterable[Offer]:
        """Records of all topics about this party's identity number."""
        party: Party | None = query.holder
        if party is None or not party.is_demo or not party.id_number:
            return
        number = id_number_of(party)
        for key, topic in query.world.all(DEMO_TOPIC).items():
            for record in topic.records:
                if record.id_number == number:
                    yield from self._record(query, key, topic, record)

    def _record(self, query: FactQuery, key: str, topic: DemoTopic, record: TopicRecord) -> Iterator[Offer]:
        about = record.about or query.party
        row = record.row if record.about else query.row
        given: list[tuple[str | None, str | None, Any]] = [
            (name, None, field_value(query.world.get(ELEMENT, name), v, query.day))
            for name, v in record.values.items()
        ]
        given += [(None, material, None) for material in record.materials]
        for element, material, value in given:
            fact = Fact(
                party=about, row=row, source=Source("topic", key, topic.unit), ground=topic.ground,
                element=element,
                material=material, value=value, valid_until=record.valid_until,
            )  # fmt: skip
            yield Offer(fact, topic.title, f"topic:{key}", needs_consent=topic.consent)


class LicenceSource:
    """Electronic licences the party holds: what stands on their faces, and the materials they stand for."""

    name = "licence"

    def offers(self, query: FactQuery) -> Iterable[Offer]:
        """Values and materials of every licence valid on the day; to be agreed to licence by licence."""
        for held in licence_held([query.party_id], query.day, query.world):
            source = Source("licence", str(held.licence_id), held.unit_name)
            ground = f"电子证照与纸质证照具有同等效力，经您同意调用《{held.type_name}》"
            for fact in self._facts(query, held, source, ground):
                yield Offer(fact, held.type_name, f"licence:{held.licence_id}", needs_consent=True)

    def _facts(self, query: FactQuery, held: HeldLicence, source: Source, ground: str) -> Iterator[Fact]:
        for element, shown in held.elements.items():
            value = _unshown(query.elements.get(element), shown, query.day)
            if value not in (None, ""):
                yield _element(query, element, value, source, ground, held.valid_until)
        for material in held.materials:
            yield Fact(
                party=query.party, row=query.row, source=source, ground=ground, material=material,
                valid_until=held.valid_until,
            )  # fmt: skip

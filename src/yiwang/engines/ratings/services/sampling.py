"""Ratings of made-up histories on demo sites: of closed cases, and those that a case looks into."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import TypeVar

from django.utils import timezone

from yiwang.engines.cases.public import CopiedCase
from yiwang.foundations.keys.public import blind

from ..models import Mend, Rating
from ..pure import RatingRules
from ..selectors.asking import EVENT_PURPOSE
from ..selectors.rules import rules_in_force

SHARE = 0.25
"""How many of those asked rate."""

GRADES: Mapping[int, int] = {1: 72, 2: 17, 3: 7, 4: 3, 5: 1}
"""How grades are spread in a hundred."""

CHANNELS: Mapping[str, int] = {"portal": 45, "sms": 25, "tablet": 20, "qr": 8, "phone": 2}
SAME = {"mending": "asked", "appeal": "appealed", "malicious": "cancelled", "closed": "mended"}
"""State of the case that looks into a rating → state of the case by which the unit mends."""

ORDERED = "ordered"

T = TypeVar("T")


@dataclass
class DemoRatings:
    """Rates what is filled in, batch by batch.

    Attributes:
        chance: draws who rates, and how.
        rated: the unit that a case which looks into a bad rating is about.
        likes: id of a life → its ``like``; those called ``ordered`` had the unit mend.
    """

    chance: Random
    rated: Callable[[CopiedCase], str]
    likes: Mapping[str, str]
    _waiting: dict[str, list[CopiedCase]] = field(default_factory=lambda: defaultdict(list))

    def keep(self, cases: Iterable[CopiedCase]) -> None:
        """Write the ratings that belong to these cases."""
        rules = rules_in_force()
        if rules is None:
            return
        held = list(cases)
        made = (one for case in held for one in self._ratings(case, rules))
        Rating.objects.bulk_create(made, batch_size=2000)
        Mend.objects.bulk_create(list(self._mends(held, rules)))

    def _ratings(self, case: CopiedCase, rules: RatingRules) -> Iterator[Rating]:
        if case.type == rules.case_type:
            yield self._bad(case, rules)
        elif (
            case.closed_at and case.state in rules.invite.get(case.type, ()) and self.chance.random() < SHARE
        ):
            grade = self._drawn(GRADES)
            yield self._new(case, case.unit, grade, rules, case.closed_at, named=grade < rules.bad_from)

    def _bad(self, case: CopiedCase, rules: RatingRules) -> Rating:
        grade = self.chance.randint(rules.bad_from, 5)
        made = self._new(case, self.rated(case), grade, rules, case.opened_at, named=True)
        made.case_id, made.number, made.handler_unit_id = case.id, case.number, case.unit
        made.title = case.title.partition("：")[2] or case.title
        made.doubts = ["申诉成立（演示）"] if case.state == "malicious" else []
        return made

    def _new(
        self, case: CopiedCase, unit: str, grade: int, rules: RatingRules, at: datetime, *, named: bool
    ) -> Rating:
        tags = list(rules.tags_for(grade))
        return Rating(
            event_blind=blind(f"case:{case.id}", purpose=EVENT_PURPOSE), unit_id=unit, division_id=case.division,
            item=case.subject, title=case.title, grade=grade, channel=self._drawn(CHANNELS), is_named=named,
            tags=self.chance.sample(tags, min(len(tags), self.chance.randint(0, 2))),
            day=timezone.localtime(at).date(),
        )  # fmt: skip

    def _drawn(self, weights: Mapping[T, int]) -> T:
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def _mends(self, cases: Iterable[CopiedCase], rules: RatingRules) -> Iterator[Mend]:
        """Pair each case by which a unit mends with one that asked for it and stands alike."""
        for case in cases:
            if case.type == rules.case_type and self._asked(case):
                self._waiting[SAME[case.state]].append(case)
        for case in cases:
            if case.type == rules.mend_type and self._waiting[case.state]:
                bad = self._waiting[case.state].pop()
                yield Mend(case_id=case.id, number=case.number, bad_case_id=bad.id)

    def _asked(self, case: CopiedCase) -> bool:
        return case.state in SAME and (case.state != "closed" or self.likes.get(case.life) == ORDERED)

"""After a mediation both sides are asked, each for itself; never where somebody may be in danger."""

import pytest

from yiwang.engines.cases.public import CaseMoved
from yiwang.engines.ratings.models import Invitation
from yiwang.engines.ratings.public import (
    InvitationUnknown,
    Opinion,
    rating_give,
    rating_give_by_token,
    ratings_visible_to,
)
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.governance.mediation.definitions import mediation_complaints
from yiwang.nets.governance.mediation.domain.rating import may_be_asked
from yiwang.nets.governance.mediation.selectors.rules import rules_in_force
from yiwang.nets.governance.mediation.services import rating
from yiwang.nets.governance.mediation.services.rating import sides_ask

from .test_pages import CADRE
from .world import (
    MEDIATOR,
    NOW,
    VILLAGE,
    WORKER,
    Side,
    asked,
    asking,
    case_of,
    citizen,
    city_world,
    hat,
    mediating,
    mediation_ask,
    move,
    under,
)

pytestmark = pytest.mark.django_db
ENDED = {"reason": "差五千元", "told": "可以起诉。"}


class Box:
    """A gateway that keeps what it sends; the same key once."""

    def __init__(self):
        self.sent = {}

    def send(self, *, phone, text, key):
        self.sent.setdefault(key, (phone, text))


@pytest.fixture
def box(monkeypatch, settings):
    settings.YIWANG_PUBLIC_URL = "https://city.test"
    held = Box()
    monkeypatch.setattr(rating, "sms_gateway", lambda: held)
    return held


def ended(made, state="failed"):
    """What the outbox tells once a mediation has ended; twice, as it may."""
    case = case_of(made)
    moved = CaseMoved(case.root_id, case.id, 9, case.type, case.subject, "fail", "mediating", state)
    for _ in range(2):
        sides_ask(moved, NOW)


def invitations():
    with as_actor(WORKER):
        return {one.event_key.split(":")[0]: one for one in Invitation.objects.all()}


def token_of(text):
    return text.rstrip("/").rsplit("/", 1)[1]


def test_each_side_rates_by_itself_and_neither_takes_the_others_place(city, box):
    made, who = mediating()
    move(MEDIATOR, made, "fail", **ENDED)
    ended(made)
    held = invitations()
    assert set(held) == {"case", "mediation"} and held["mediation"].party_id is None
    assert held["case"].unit_id == VILLAGE and "牛蛙" not in held["case"].title + held["mediation"].title
    ((phone, text),) = box.sent.values()
    assert phone == "10000000002" and "https://city.test" in text
    under(who, rating_give, held["case"].event_key, Opinion(1))
    rating_give_by_token(token_of(text), Opinion(2), now=NOW)
    with pytest.raises(InvitationUnknown):
        rating_give_by_token(token_of(text), Opinion(5), now=NOW)
    with as_actor(hat(MEDIATOR)):
        assert not ratings_visible_to(hat(MEDIATOR)).exists()


def test_who_came_to_a_cadre_is_asked_by_message_like_the_other_side(city, box):
    said = asking(own=Side("黎示范", "10000000003"), source="desk")
    made = under(hat(CADRE), mediation_ask, said)
    ended(made)
    assert {phone for phone, _ in box.sent.values()} == {"10000000003", "10000000002"}


@pytest.mark.parametrize("more", [{"words": "他家暴我"}, {"dangers": ("weapon",)}])
def test_nobody_is_asked_where_somebody_may_be_in_danger(city, box, more):
    made, _ = asked(**more)
    ended(made)
    assert not box.sent and not invitations()


def test_nobody_is_asked_after_an_alarm_nor_after_taking_it_back(city, box):
    made, _ = asked()
    move(MEDIATOR, made, "alarm", units=["441202001-government-office"], what="对方拿了棍子")
    ended(made)
    ended(asked(citizen("何示范", "441299198502020020"))[0], state="withdrawn")
    assert not box.sent and not invitations()


def test_a_city_may_leave_types_out():
    assert may_be_asked([], "damage", ((), ()), alarmed=False)
    assert not may_be_asked([], "family", ((), ("family",)), alarmed=False)
    assert not may_be_asked(["violence"], "damage", (("violence",), ()), alarmed=False)


def test_what_is_wrong_with_the_rules_is_told(city):
    rules = rules_in_force()
    wrong = rules.rating.model_copy(update={"after": ("withdrawn",), "never_dangers": ("x",)})
    codes = [
        one.code for one in mediation_complaints(rules.model_copy(update={"rating": wrong}), city_world())
    ]
    assert codes == ["mediation.rating.after", "mediation.rating.never_dangers"]

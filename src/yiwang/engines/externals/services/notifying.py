"""Partners are told when a matter that their own system handed in has turned: which turns, and signed by us."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from yiwang.engines.cases.public import CaseMoved, access_case, case_units
from yiwang.engines.cases.pure import CASE_TYPE
from yiwang.engines.catalog.pure import ToldTurn
from yiwang.engines.externals.pure import PURPOSE, told_event
from yiwang.engines.externals.selectors import partner_at, partners_telling
from yiwang.engines.tellings.public import Status, Told, telling_keep
from yiwang.foundations.keys.public import site_signed
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor

from .gateways import partner_gateway
from .scopes import KEEPER

GIVEN = "number_there"
"""Where a case keeps the number under which a partner's system handed it in; ``applications`` writes it."""

PARTNERS = "partner"
"""The kind of those who are told."""


class Partners:
    """Partners as those who are told; who looks after what they do not take is the unit whose the case is."""

    kind, may = PARTNERS, ""

    def title(self, recipient: str) -> str:
        """The partner's name."""
        held = partners_telling().get(recipient)
        return held.title if held else recipient

    def number_label(self, recipient: str) -> str:
        """What its number is called."""
        return _("对方编号")

    def tell(self, recipient: str, told: Told) -> None:
        """Bring it there, signed. Raises RecipientSilent, RecipientRefused."""
        gateway, address = partner_gateway(recipient)
        event = told_event(told, str(settings.YIWANG_PUBLIC_URL))
        gateway.tell(address, told.key, site_signed(event, purpose=PURPOSE))


def is_told(case_type: str, state: str) -> bool:
    """Whether some partner is told of cases of this type that come into this state; asked at every move."""
    told = (one.tells for one in partners_telling().values() if one.tells)
    return any((turn.case_type, turn.to) == (case_type, state) for one in told for turn in one.turns)


def case_turned(moved: CaseMoved, now: datetime) -> None:
    """Have the partner told of a turn; the same turn again changes nothing."""
    with as_actor(KEEPER):
        case = access_case(KEEPER, moved.case_id)
        partner = partner_at(case_units(case.id, "intake"))
    tells, theirs = partner.tells if partner else None, (case.data.get("form") or {}).get(GIVEN, "")
    turn = tells.turn(moved.type, moved.from_state, moved.to_state) if tells else None
    if partner is None or turn is None or not theirs or not moved.from_state:
        return
    told = {"word": turn.word, "sentence": _sentence(turn)}
    unit, number = case.owner_unit_id, case.number
    telling_keep(Status(PARTNERS, partner.id, case.id, number, theirs, unit, moved.seq, **told), now=now)


def _sentence(turn: ToldTurn) -> str:
    """What the pack says of the turn, or what the state says to everybody; never what anybody typed."""
    held = world().get(CASE_TYPE, turn.case_type).states[turn.to]
    return turn.say or held.public or held.label

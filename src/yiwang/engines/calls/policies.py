"""Who takes part in which centre's calls: by permission word of the hat, at the body that runs the centre."""

from uuid import UUID

from django.db.models import QuerySet

from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.foundations.releases.public import NoRelease, world
from yiwang.kernel.actor import Actor, staff_may, system_actor
from yiwang.loader import World, once_per_world

from .definitions import CALL_CENTRE, CallCentre
from .domain.errors import CallNotVisible, CallRefused
from .domain.folding import UNKNOWN
from .models import Call, CallRecording, CallSeat, CallTask

TAKE, WATCH, LISTEN = "call.take", "call.watch", "call.listen"
"""Permission words: sit at a telephone; see who sits there and open numbers; hear recordings, for a purpose."""

KEEPER = system_actor("calls")
"""Under whose scope calls are read and written, after it was asked who may."""

NUMBER = "calls.number"
"""What numbers of callers are closed for."""

may = staff_may


def person_of(actor: Actor) -> UUID:
    """Who wears the hat. Raises CallRefused where nobody is signed in."""
    if actor.account_id is None:
        raise CallRefused("请先登录自己的账号。")
    return actor.account_id


@once_per_world
def _centres(held: World) -> dict[str, str]:
    """The body that runs each centre: of its function, in the pack's own place."""
    tree, here = OrganisationTree.of(held), held.pack.division
    found = ((tree.body_at(one.function, here), one.id) for one in held.all(CALL_CENTRE).values())
    return {body.id: key for body, key in found if body}


def centre_of(actor: Actor) -> CallCentre | None:
    """The centre at whose body this hat works with calls; None for everybody else, and on a site without a pack."""
    try:
        held = world()
    except NoRelease:
        return None
    unit = OrganisationTree.of(held).units.get(actor.unit) if may(actor, TAKE, WATCH, LISTEN) else None
    key = _centres(held).get(unit.body) if unit else None
    return held.get(CALL_CENTRE, key) if key else None


def centre_for(actor: Actor, *words: str) -> CallCentre:
    """The centre, if the hat carries one of these words there. Raises CallRefused."""
    held = centre_of(actor) if may(actor, *words) else None
    if held is None:
        raise CallRefused("您现在的岗位不接电话；请换用呼叫中心的岗位。")
    return held


def centre_named(key: str) -> CallCentre | None:
    """A centre of the pack in force."""
    return world().find(CALL_CENTRE, key)


def calls_visible_to(actor: Actor) -> QuerySet[Call]:
    """The calls of the centre at which this hat takes or watches calls, newest first; read under ``KEEPER``.

    Those of which nothing but a recording is known are found by who may hear it (``recordings_visible_to``).
    """
    held = centre_of(actor) if may(actor, TAKE, WATCH) else None
    every = Call.objects.order_by("-began_at", "-id")
    return every.filter(centre=held.id).exclude(state=UNKNOWN) if held else every.none()


def tasks_visible_to(actor: Actor) -> QuerySet[CallTask]:
    """What is to be done after calls of that centre, most pressing first; read under ``KEEPER``."""
    held = centre_of(actor) if may(actor, TAKE, WATCH) else None
    every = CallTask.objects.select_related("call").order_by("due_at", "id")
    return every.filter(centre=held.id) if held else every.none()


def seats_visible_to(actor: Actor) -> QuerySet[CallSeat]:
    """Who sits at that centre's telephones: one's own seat, or all for who watches; read under ``KEEPER``."""
    held = centre_of(actor) if may(actor, TAKE, WATCH) else None
    every = CallSeat.objects.order_by("extension")
    if held is None:
        return every.none()
    ours = every.filter(centre=held.id)
    return ours if may(actor, WATCH) else ours.filter(account_id=person_of(actor))


def recordings_visible_to(actor: Actor) -> QuerySet[CallRecording]:
    """Recordings of calls of that centre, for who may hear them and nobody else; read under ``KEEPER``."""
    held = centre_of(actor) if may(actor, LISTEN) else None
    every = CallRecording.objects.select_related("call").order_by("-at", "-id")
    return every.filter(centre=held.id) if held else every.none()


def access_call(actor: Actor, call_id: UUID, *, lock: bool = False) -> Call:
    """The call, if it is of this hat's centre; call it under ``KEEPER``. Raises CallNotVisible."""
    rows = calls_visible_to(actor).filter(id=call_id)
    found = (rows.select_for_update() if lock else rows).first()
    if found is None:
        raise CallNotVisible
    return found


def access_own_call(actor: Actor, call_id: UUID) -> Call:
    """The call that this person answered, locked; under ``KEEPER``. Raises CallNotVisible, CallRefused."""
    found = access_call(actor, call_id, lock=True)
    if found.account_id is None or found.account_id != actor.account_id:
        raise CallRefused("这个电话不是您接的；要接过来，请接的人转给您。")
    return found

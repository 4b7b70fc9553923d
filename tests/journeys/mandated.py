"""Two firms ask the same agent, a third did long ago: ``python -m tests.journeys.mandated`` on a demo site."""

from datetime import timedelta

from django.utils import timezone

from tests.permissions.matter import citizen
from yiwang.engines.applications.public import Entrusted, draft_entrust, draft_open
from yiwang.foundations.people.models import Mandate
from yiwang.foundations.people.public import actor_of, hats_of
from yiwang.foundations.scope.public import as_actor

AGENT = ("吴示范", "441299198806250415")
ITEM = "item:medical_unit_registration"
ASKS = {"孔示范": "肇庆市示范科技有限公司", "华示范": "肇庆市示范制造有限公司"}
"""Legal representative → firm; what the first asked has ended meanwhile."""


def entrusted(head: str, firm: str) -> object:
    """What a legal representative does on his phone: begin, then ask the agent to go on."""
    now, account = timezone.now(), citizen(head)
    hat = next(hat.key for hat in hats_of(account) if hat.label.startswith(firm))
    actor = actor_of(account, hat)
    with as_actor(actor):
        view = draft_open(actor, ITEM, now=now)
        last = timezone.localdate(now) + timedelta(days=30)
        return draft_entrust(actor, view.id, Entrusted(*AGENT, last), now=now)


def main() -> None:
    """Entrust; the first mandate's term is over."""
    made = [entrusted(head, firm) for head, firm in ASKS.items()]
    past = timezone.now() - timedelta(days=1)
    Mandate.objects.filter(id=made[0]).update(since=past - timedelta(days=30), until=past)


if __name__ == "__main__":
    main()

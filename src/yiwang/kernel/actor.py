"""Who acts: an account wearing one hat.

A hat is one post held or one party acted for. It is chosen explicitly and written in every event; rights are the
hat's alone, never the account's.
"""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

Audience = Literal["staff", "citizen", "worker", "public"]


@dataclass(frozen=True)
class Actor:
    """Who asks or acts, with everything the access rules need.

    Attributes:
        audience: which database role and which access function applies.
        account_id: the account signed in; None for the worker and for strangers.
        hat: ``post:<post id>``, ``party:<party uuid>``, ``system:<name>`` or ``none``.
        hat_label: the hat as people read it, e.g. 某某区卫生健康局 审批科 科员.
        units: ids of the units whose work this hat may see (staff).
        unit: the hat's own unit (staff); "" otherwise.
        roles: role ids of the hat, as the pack's ``roles.yaml`` names them.
        parties: parties this hat may act for (citizens and agents).
        whole_city: a staff hat without a row predicate.
        watched: those of ``units`` whose work the hat sees but takes no part in (a supervisor's subtree).
        stands_for: the account in whose place this hat is worn (代班); None for one's own post.
        matter: the one application (and what comes of it) this hat is held to, as for somebody who acts in presence or
            with a mandate for one matter; None for hats without such a limit.
    """

    audience: Audience
    account_id: UUID | None = None
    hat: str = "none"
    hat_label: str = ""
    units: tuple[str, ...] = ()
    unit: str = ""
    roles: frozenset[str] = frozenset()
    parties: tuple[UUID, ...] = ()
    whole_city: bool = False
    matter: UUID | None = None
    watched: frozenset[str] = frozenset()
    stands_for: UUID | None = None

    @property
    def sees_all(self) -> bool:
        """Whether no row is kept from it: the worker, and staff hats without a row predicate."""
        return self.audience == "worker" or (self.audience == "staff" and self.whole_city)

    @property
    def own_units(self) -> tuple[str, ...]:
        """The units whose work is this hat's to do; the others of ``units`` it may only look at."""
        return tuple(unit for unit in self.units if unit not in self.watched) if self.watched else self.units

    @property
    def post(self) -> str:
        """Id of the post worn; "" for other hats."""
        kind, _, key = self.hat.partition(":")
        return key if kind == "post" else ""

    def has(self, role: str) -> bool:
        """Whether the hat carries this role."""
        return role in self.roles


def staff_may(actor: Actor, *words: str) -> bool:
    """Whether it is the hat of somebody at work that carries any of these permission words."""
    return actor.audience == "staff" and any(actor.has(word) for word in words)


PUBLIC = Actor(audience="public")
"""A stranger: may verify licences and receipts, nothing else."""


def system_actor(name: str) -> Actor:
    """The actor for work that the system does by itself, e.g. ``clock`` or ``sealer``."""
    return Actor(audience="worker", hat=f"system:{name}", hat_label="系统")

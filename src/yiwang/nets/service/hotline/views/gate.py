"""Who may come in."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from yiwang.engines.tellings.public import TellingNotVisible
from yiwang.kernel.actor import Actor
from yiwang.web.gates import SIGN_IN, View, gate, in_area

from ..policies import may

HERE, HOME = in_area("hotline"), "portal:home"

for_everybody = in_area("portal")
"""A page of the portal, signed in or not."""


def for_staff(*words: str) -> Callable[[View], View]:
    """A page for staff hats with one of these permission words; strangers are sent to sign in."""

    def allowed(actor: Actor) -> bool:
        return may(actor, *words)

    sentence = _("您现在的岗位没有这一页的职责；请换一个岗位，或者请管理员核对。")
    let_in = gate(allowed, sentence, sign_in=SIGN_IN, home=HOME, missing=(TellingNotVisible,))
    return lambda view: HERE(let_in(view))

"""Several sign at the same instant: nothing counts twice, nothing is lost, nobody's text is changed."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from yiwang.engines.cases.models import Event
from yiwang.nets.governance.mediation.domain.errors import MediationRefused
from yiwang.nets.governance.mediation.domain.signing import APPLICANT, digest_of
from yiwang.nets.governance.mediation.domain.signing import MEDIATOR as BY_MEDIATOR
from yiwang.nets.governance.mediation.models import MediationSignature
from yiwang.nets.governance.mediation.services.asking import mediation_ask
from yiwang.nets.governance.mediation.services.signing import _signed, sign_here, sign_own

from .world import MEDIATOR, NOW, OTHER, WRITTEN, asking, case_of, citizen, hat, move, signing, under

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """Run all at once, each on a connection of its own: what each gives, or the sentence it is refused with."""

    def one(call):
        try:
            return call()
        except MediationRefused as refused:
            return str(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as hands:
        return list(hands.map(one, calls))


def test_signatures_that_meet_all_count_and_the_last_one_is_heard_once(city_for_all):
    made, who = signing()
    digest, mediator = digest_of(case_of(made).data), hat(MEDIATOR)

    def own():
        return under(who, sign_own, made.number, digest)

    def here(role, name):
        return lambda: under(mediator, sign_here, made.number, role, name, True)

    told = at_once(own, own, here("other", OTHER), here("other", OTHER), here("mediator", "黄调解"))
    assert sorted(map(str, told)) == ["None"] * 3 + ["已经签过了。"] * 2
    case = case_of(made)
    assert case.state == "sealing" and Event.objects.filter(case_id=case.id, act="signed_all").count() == 1
    assert sorted(MediationSignature.objects.values_list("role", flat=True)) == [
        "applicant",
        "mediator",
        "other",
    ]


def test_the_last_signature_puts_no_text_in_force_that_was_rewritten_meanwhile(city_for_all):
    made, who = signing()
    under(who, sign_own, made.number, digest_of(case_of(made).data))
    under(hat(MEDIATOR), sign_here, made.number, "other", OTHER, True)
    seen = case_of(made)
    move(MEDIATOR, made, "talk_again", reason="数额")
    move(MEDIATOR, made, "draft_agreement", **WRITTEN)
    with pytest.raises(MediationRefused, match="变动"):
        _signed(hat(MEDIATOR), seen, BY_MEDIATOR, "presence", "黄调解", NOW)
    assert case_of(made).state == "signing"
    assert not MediationSignature.objects.filter(role=BY_MEDIATOR).exists()
    assert MediationSignature.objects.filter(role=APPLICANT).count() == 1


def test_one_form_sent_by_a_nervous_hand_is_one_request(city_for_all):
    who, form = citizen(), asking()
    told = at_once(*[lambda: asked_with(who, form)] * 4)
    assert len(set(told)) == 1


def asked_with(who, form):
    """The number that the form is given."""
    return under(who, mediation_ask, form).number

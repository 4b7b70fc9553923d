"""Who may do what, as a table: every act of the national case types against every kind of actor."""

import pytest

from yiwang.engines.cases.domain.decide import acts_for

from .world import (
    CALENDAR,
    EFFECT,
    FIRE,
    HEALTH,
    STRANGER,
    at,
    citizen,
    clerk,
    decide_case,
    does,
    machines,
    opened,
)

NOW = at("03-03 09:00")
ACTORS = {
    "officer": clerk(HEALTH),
    "chief": clerk(HEALTH, "chief"),
    "head": clerk(HEALTH, "head"),
    "issuer": clerk(HEALTH, "issuer"),
    "other unit": clerk(FIRE, "officer", "chief", "head", "issuer"),
    "no role": clerk(HEALTH, "cleaner"),
    "applicant": citizen(),
    "other party": citizen(STRANGER),
    "effect": EFFECT,
}
REMARKS = [{"what": "缺页"}]


def submitted():
    return opened(effects={})


def after(*acts):
    """A case on which the officer (or who is named) has done these acts."""
    matter = submitted()
    for act, actor, data in acts:
        assert does(matter, "03-03 09:00", "single", act, actor, **data) is None, act
    return matter


OFFICER, CHIEF = ACTORS["officer"], ACTORS["chief"]
COMPLETE = ("complete_intake", OFFICER, {})
PROPOSE = ("propose", OFFICER, {"opinion": "approve", "grounds": "属实"})
SPECIAL = ("start_special", OFFICER, {"kind": "hearing", "ground": "x", "expected": "x"})
STATES = {
    "submitted": (),
    "supplement": (("remark", OFFICER, {"remarks": REMARKS}),),
    "accepted": (COMPLETE,),
    "extension asked": (COMPLETE, ("ask_extension", OFFICER, {"extension_reason": "x"})),
    "special": (COMPLETE, SPECIAL),
    "deciding": (COMPLETE, PROPOSE),
    "issuing": (COMPLETE, PROPOSE, ("approve", CHIEF, {})),
    "issued": (COMPLETE, PROPOSE, ("approve", CHIEF, {}), ("record_issue", EFFECT, {})),
    "closed": (
        COMPLETE, PROPOSE, ("approve", CHIEF, {}), ("record_issue", EFFECT, {}),
        ("hand_out", ACTORS["issuer"], {"way": "pickup"}),
    ),
}  # fmt: skip

MAY = {
    ("submitted", "officer"): {"complete_intake", "remark", "decline"},
    ("submitted", "applicant"): {"withdraw", "choose_delivery", "urge"},
    ("supplement", "applicant"): {"supply", "withdraw", "choose_delivery", "resend_supplement"},
    ("accepted", "officer"): {"propose", "ask_extension", "start_special"},
    ("accepted", "applicant"): {"withdraw", "choose_delivery", "urge"},
    ("extension asked", "officer"): {"propose", "start_special"},
    ("extension asked", "chief"): {"approve_extension", "refuse_extension"},
    ("extension asked", "head"): {"approve_extension", "refuse_extension"},
    ("extension asked", "applicant"): {"withdraw", "choose_delivery", "urge"},
    ("special", "officer"): {"end_special"},
    ("special", "applicant"): {"withdraw", "choose_delivery"},
    ("deciding", "chief"): {"approve", "refuse", "send_back", "ask_extension"},
    ("deciding", "head"): {"approve", "refuse", "send_back", "ask_extension"},
    ("deciding", "applicant"): {"withdraw", "choose_delivery", "urge"},
    ("issuing", "issuer"): {"record_issue"},
    ("issuing", "effect"): {"record_issue"},
    ("issuing", "applicant"): {"choose_delivery"},
    ("issued", "effect"): {"hand_out"},
    ("issued", "issuer"): {"hand_out"},
    ("issued", "applicant"): {"urge"},
}
"""Everything that may be done; what is not here may not."""


@pytest.mark.parametrize("state", STATES)
def test_each_actor_may_do_exactly_this(state):
    matter = after(*STATES[state])
    for name, actor in ACTORS.items():
        held = (matter.matter, matter.case("single"), actor, machines(), matter.facts, CALENDAR, NOW)
        found = {act.id for act, why in acts_for(*held) if why is None}
        assert found == MAY.get((state, name), set()), (state, name)


def test_two_units_never_reach_into_each_other():
    matter = after(*STATES["accepted"])
    for act in machines()["service_item"].acts:
        refused = does(matter, "03-03 09:00", "single", act, ACTORS["other unit"])
        assert refused is not None and refused.code in ("act.who", "act.state"), act


def test_effects_do_nothing_but_what_is_theirs():
    matter = opened()
    does(matter, "03-03 09:00", "single", "complete_intake", clerk(HEALTH))
    decide_case(matter, "03-03 10:00", "single", HEALTH)
    assert does(matter, "03-03 10:01", "single", "record_issue", EFFECT).code == "act.state"
    assert does(matter, "03-03 10:01", "single", "send_back", EFFECT, reason="x").code == "act.state"
    assert does(matter, "03-03 10:02", "single", "waive_payment", EFFECT).code == "act.state"

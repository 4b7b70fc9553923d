"""A single item is a theme of one: one case, its own root, no children."""

from yiwang.engines.applications.domain.results import number_given
from yiwang.engines.applications.public import draft_open, draft_submit
from yiwang.engines.cases.public import cases_visible_to
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from .conftest import NOW
from .journeys import barber, handed_in, signed
from .test_several_signers import _typed

WORKER = system_actor("tests")
TYPED = {
    "shop.shop_name": "端州区示范剪吧", "shop.uscc": number_given("demo", "441202", company=False),
    "shop.division": "441202001000", "shop.sign_height": "1", "shop.sign_width": "3",
}  # fmt: skip


def test_a_single_item_opens_one_case_without_children(city):
    actor = barber()
    with as_actor(actor):
        view = draft_open(actor, "item:signboard_permit", now=NOW)
        view = _typed(actor, view, TYPED)
        view = handed_in(actor, view, NOW)
    view = signed(actor, view)
    with as_actor(actor):
        submission = draft_submit(actor, view.id, now=NOW)
    with as_actor(WORKER):
        (case,) = cases_visible_to(WORKER).filter(root_id=submission.matter_id)
    assert case.type == "service_item" and case.state == "submitted" and case.owner_unit_id

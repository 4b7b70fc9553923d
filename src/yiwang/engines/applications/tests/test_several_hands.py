"""Several connections at once, on PostgreSQL: a double click, a republished theme."""

import threading

import pytest
from django.db import connection

from yiwang.engines.applications.public import (
    ShownChanged,
    Submission,
    draft_confirm,
    draft_get,
    draft_submit,
)
from yiwang.engines.cases.public import cases_visible_to
from yiwang.engines.catalog.pure import THEME
from yiwang.foundations.releases.public import forget_current, release_apply
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.loader import World

from .conftest import NOW, city_world
from .journeys import barber, filled_in, signed

WORKER = system_actor("tests")


@pytest.mark.django_db(transaction=True)
def test_two_submissions_at_once_open_one_matter(city_for_all):
    actor = barber()
    view = signed(actor, filled_in(actor))
    start, found, failed = threading.Barrier(4), [], []

    def submit():
        try:
            start.wait()
            with as_actor(actor):
                found.append(draft_submit(actor, view.id, now=NOW).matter_id)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=submit) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert failed == [] and len(found) == 4 and len(set(found)) == 1
    with as_actor(WORKER):
        assert Submission.objects.count() == 1
        assert cases_visible_to(WORKER).filter(parent_id=None).count() == 1


def republished(world):
    """The same city after the theme lost an item."""
    theme = world.get(THEME, "open_barber_shop")
    kept = tuple(m for m in theme.members if m.name != "signboard_permit")
    kinds = {kind: dict(world.all(kind)) for kind in world.kinds}
    kinds["theme"]["open_barber_shop"] = theme.model_copy(
        update={"members": kept, "title": "我要开理发店（新版）"}
    )
    return World(
        world.pack, kinds, origins=world._origins, assets={path: world._assets[path] for path in world.assets}
    )


def test_a_theme_republished_under_an_open_draft_is_shown_and_confirmed(city):
    actor = barber()
    view = signed(actor, filled_in(actor))
    release_apply(republished(city_world()))
    forget_current()
    with as_actor(actor):
        with pytest.raises(ShownChanged) as caught:
            draft_submit(actor, view.id, now=NOW)
        assert any("户外招牌" in said for said in caught.value.changes)
        seen = draft_get(actor, view.id, now=NOW)
        assert seen.changes
        confirmed = draft_confirm(actor, view.id, seen.shown_hash, now=NOW)
        assert [signer.state for signer in confirmed.signers] == ["void"]
    view = signed(actor, confirmed)
    with as_actor(actor):
        submission = draft_submit(actor, view.id, now=NOW)
    with as_actor(WORKER):
        assert cases_visible_to(WORKER).filter(parent_id=submission.matter_id).count() == 3

"""Two clerks take the same applicant at one instant, and one applicant asks twice: on PostgreSQL."""

import pytest

from tests.payments.test_racing import at_once
from yiwang.engines.applications.tests.journeys import barber
from yiwang.engines.video_sessions.models import VideoSession
from yiwang.engines.video_sessions.public import VideoRefused
from yiwang.foundations.scope.public import as_actor

from .conftest import WORKER, asked, clerk, drafted, held, signed_in, taken


@pytest.mark.django_db(transaction=True)
def test_asked_twice_and_taken_twice_at_once_is_one_session_of_one_clerk(rooms, city_for_all):
    applicant = signed_in(barber())
    draft = drafted(applicant)
    answers = at_once(*[lambda: asked(applicant, draft.id)] * 3)
    assert sum(isinstance(one, VideoRefused) for one in answers) == 2, answers
    with as_actor(WORKER):
        session = VideoSession.objects.get()
    desks = [clerk("one"), clerk("two")]
    answers = at_once(*[lambda desk=desk: taken(desk, session) for desk in desks])
    assert sum(isinstance(one, VideoRefused) for one in answers) == 1, answers
    assert held(session).desk_account_id in {desk.account_id for desk in desks}

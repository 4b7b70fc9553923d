"""Every request knows its actor; finding it costs two queries, whatever the account holds."""

import pytest
from django.test import RequestFactory

from yiwang.foundations.people.middleware import ActorMiddleware
from yiwang.foundations.people.models import Account
from yiwang.foundations.people.tests.factories import apply_city, person, staff
from yiwang.kernel.actor import PUBLIC

pytestmark = pytest.mark.django_db
POSTS = ("441202-health-approval-officer", "441284-health-approval-officer", "office-watcher")


class Anybody:
    """Somebody who has not signed in."""

    is_authenticated = False


def seen(user, **session):
    """The request as the view gets it."""
    request = RequestFactory().get("/x/")
    request.user, request.session = user, session
    ActorMiddleware(lambda one: one)(request)
    return request


@pytest.fixture(autouse=True)
def demo(settings):
    settings.YIWANG_DEMO = True
    apply_city()


def test_a_stranger_is_the_public():
    assert seen(Anybody()).actor is PUBLIC


def test_two_queries_for_staff_however_many_posts(django_assert_max_num_queries):
    account = staff("many", *POSTS, is_demo=True)
    with django_assert_max_num_queries(2):
        request = seen(account, hat="post:office-watcher")
    assert request.actor.hat == "post:office-watcher"
    assert len(request.hats) == 3


def test_one_query_for_citizens(django_assert_max_num_queries):
    account = Account.objects.create_user("c", party_id=person(1).id)
    with django_assert_max_num_queries(1):
        assert seen(account).actor.parties == (account.party_id,)


def test_a_hat_of_another_session_is_not_taken_over():
    account = staff("one", POSTS[0], is_demo=True)
    request = seen(account, hat="post:office-watcher")
    assert request.actor.hat == f"post:{POSTS[0]}"
    assert "hat" not in request.session

"""What ``benchmarks/cases.py`` needs inside Django: a filled site, sessions, cases to act on, rates below HTTP."""

import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import django

STAFF = "dz-market"


@dataclass(frozen=True)
class Known:
    """Headers of programs with tokens, and of signed-in sessions."""

    staff: dict[str, str]
    citizen: dict[str, str]
    staff_session: dict[str, str]
    citizen_session: dict[str, str]


def prepare() -> Known:
    """Migrate, apply the pack, make demo people, sign some in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiwang.site.settings")
    django.setup()
    from django.core.management import call_command

    from yiwang.foundations.people.public import demo_people_seed
    from yiwang.foundations.releases.public import release_apply
    from yiwang.foundations.scope.public import as_actor
    from yiwang.kernel.actor import system_actor
    from yiwang.loader import load
    from yiwang.site.kinds import KINDS

    call_command("migrate", verbosity=0, skip_checks=True)
    world = load(Path(__file__).parents[1] / "packs" / "zhaoqing", KINDS).world
    assert world is not None, "packs/zhaoqing has problems: yiwang pack check packs/zhaoqing"
    release_apply(world)
    with as_actor(system_actor("demo")):
        demo_people_seed(world)
    staff, citizen = _account(True), _account(False)
    return Known(_program(staff), _program(citizen), _session(staff), _session(citizen))


def _account(staff: bool) -> Any:
    from yiwang.foundations.people.public import Account, Party

    if staff:
        return Account.objects.get(username=STAFF)
    party = Party.objects.filter(kind="person")[0]
    account, _ = Account.objects.get_or_create(
        username="bench", defaults={"party_id": party.pk, "name": "基准测试"}
    )
    return account


def program_of(username: str, post: str = "") -> dict[str, str]:
    """A program that acts as a demo account, under the hat of a post if one is named."""
    from yiwang.foundations.people.public import Account

    return _program(Account.objects.get(username=username), f"post:{post}" if post else "")


def _program(account: Any, hat: str = "") -> dict[str, str]:
    """A program that acts under the account's natural hat, or under the one named."""
    from yiwang.foundations.people.public import actor_of, client_issue
    from yiwang.foundations.scope.public import as_actor
    from yiwang.kernel.actor import system_actor

    worker, now = system_actor("benchmark"), _now()
    with as_actor(worker):
        _, token = client_issue(
            worker, account_id=account.pk, hat=hat or actor_of(account).hat, label="benchmark",
            scopes=("cases:read", "cases:write"), expires_at=now + timedelta(days=2), now=now,
        )  # fmt: skip
    return {"Authorization": f"Bearer {token}", "Host": "127.0.0.1"}


def _session(account: Any) -> dict[str, str]:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.middleware.csrf import _get_new_csrf_string

    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store["seen"] = time.time() + 3600
    store["second_factor"] = str(account.pk)
    store.save()
    token = _get_new_csrf_string()
    cookies = f"{settings.SESSION_COOKIE_NAME}={store.session_key}; {settings.CSRF_COOKIE_NAME}={token}"
    return {"Cookie": cookies, "X-CSRFToken": token, "Host": "127.0.0.1"}


def staff_actor() -> Any:
    """The hat of the staff account."""
    from yiwang.foundations.people.public import Account, actor_of

    return actor_of(Account.objects.get(username=STAFF))


def citizen_actor() -> Any:
    """The hat of the citizen's account."""
    from yiwang.foundations.people.public import Account, actor_of

    return actor_of(Account.objects.get(username="bench"))


def fill_to(count: int, still_open: float = 0.0) -> None:
    """Have so many cases present; a share of them still open if one is given: as ``yiwang demo seed-cases`` does."""
    from yiwang.engines.cases.models import Case
    from yiwang.foundations.releases.public import world
    from yiwang.site.demo import year_fill

    missing = count - Case.objects.count()
    if missing > 0:
        year_fill(world(), missing, name=f"benchmark-{count}", still_open=still_open)


def session_of(username: str) -> dict[str, str]:
    """Headers of a signed-in session of a demo account, under its natural hat."""
    from yiwang.foundations.people.public import Account

    return _session(Account.objects.get(username=username))


def open_tasks() -> int:
    """How many tasks are open."""
    from yiwang.engines.cases.models import Task

    return Task.objects.filter(state="open").count()


def page_queries(username: str, path: str) -> int:
    """Statements of one page for an account, session and scope included, once the process is warm."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from yiwang.foundations.people.public import Account

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(Account.objects.get(username=username), backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get(path).status_code == 200, path
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    return len(seen)


def fresh_statistics() -> None:
    """What autovacuum does within a site's first minute: no plan is made for tables believed to be empty."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def worker_rests() -> None:
    """Wait until a worker has done its nightly turns, which come first, and delivers: it does so with this message."""
    from yiwang.foundations.outbox.public import outbox_put, outbox_state
    from yiwang.foundations.scope.public import as_actor
    from yiwang.kernel.actor import system_actor

    with as_actor(system_actor("benchmark")):
        outbox_put("benchmark.ready", str(uuid4()), {})
    while outbox_state().due:
        time.sleep(0.5)


def _now() -> datetime:
    return datetime.now(UTC)


def ready_cases(options: Any) -> list[str]:
    """Fresh cases, each waiting for its intake: work for the transitions."""
    return [str(case) for case in _fresh(int(options.seconds * 500) + 100)]


def _fresh(count: int) -> list[UUID]:
    from benchmarks.cases_site import sample
    from yiwang.engines.cases.public import case_open_tree

    actor = citizen_actor()
    party = actor.parties[0]
    now = _now()
    return [
        case_open_tree(actor=actor, root=sample(party=party), key=str(uuid4()), now=now).root_id
        for _ in range(count)
    ]


def service(seconds: float) -> dict[str, float]:
    """Acts below HTTP, one process, one transaction each: per second."""
    from benchmarks.cases_site import sample
    from yiwang.engines.cases.public import case_move, case_open_tree

    citizen, staff = citizen_actor(), staff_actor()
    root = sample(party=citizen.parties[0])
    work = _fresh(int(seconds * 500) + 10)

    def create() -> None:
        case_open_tree(actor=citizen, root=root, key=str(uuid4()), now=_now())

    def transition() -> None:
        case_move(actor=staff, case_id=work.pop(), act="complete_intake", now=_now())

    return {"creations": _per_second(create, seconds), "transitions": _per_second(transition, seconds, work)}


def _per_second(act: Any, seconds: float, work: list[Any] | None = None) -> float:
    for _ in range(5):
        act()
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds and (work is None or work):
        act()
        done += 1
    return round(done / (time.perf_counter() - began), 1)


def bare(seconds: float) -> dict[str, float]:
    """The same rows written by the simplest program: prepared statements, no scope, no decision, no hashing."""
    from benchmarks import cases_bare

    return cases_bare.rates(seconds)


def queries() -> dict[str, int]:
    """Statements per act inside the transaction, scope and commit not counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from benchmarks.cases_site import sample
    from yiwang.engines.cases.public import case_move, case_open_tree
    from yiwang.foundations.scope.public import as_actor, scope_current

    citizen, staff = citizen_actor(), staff_actor()
    with as_actor(citizen), CaptureQueriesContext(connection) as opening:
        root = sample(party=citizen.parties[0])
        opened = case_open_tree(actor=scope_current() or citizen, root=root, key=str(uuid4()), now=_now())
    with as_actor(staff), CaptureQueriesContext(connection) as moving:
        case_move(actor=scope_current() or staff, case_id=opened.root_id, act="complete_intake", now=_now())
    return {"creation": len(opening), "transition": len(moving)}


def postmaster() -> int:
    """The process of the database server, if it runs on this machine; else 0."""
    from django.db import connection

    from benchmarks import processor

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        try:
            return processor.parent(cursor.fetchone()[0])
        except KeyError:
            return 0


def server_facts() -> dict[str, str]:
    """What the database says of itself."""
    from django.db import connection

    names = ("server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers")
    with connection.cursor() as cursor:
        found = {}
        for name in names:
            cursor.execute(f"SHOW {name}")
            found[name] = cursor.fetchone()[0]
    return found

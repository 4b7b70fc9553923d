"""What must hold however often what was killed: each check gives sentences about what does not."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .sending import Ledger
from .site import Site

NEVER: dict[str, str] = {
    "a clock runs on a closed case": """SELECT c.number, k.key FROM clock k JOIN "case" c ON c.id = k.case_id
        WHERE NOT c.is_open AND k.state IN ('running', 'paused')""",
    "a task is open on a closed case": """SELECT c.number, t.step FROM task t JOIN "case" c ON c.id = t.case_id
        WHERE NOT c.is_open AND t.state = 'open'""",
    "one key opened two cases": """SELECT open_key, count(*) FROM "case" WHERE open_key IS NOT NULL
        GROUP BY 1 HAVING count(*) > 1""",
    "an act that is done once was done twice": """SELECT case_id, act, count(*) FROM event
        WHERE act IN ('complete_intake', 'refuse', 'record_issue', 'withdraw') GROUP BY 1, 2
        HAVING count(*) > 1""",
    "two licences of one case": "SELECT case_id, count(*) FROM licence GROUP BY 1 HAVING count(*) > 1",
    "one paper issued twice": """SELECT case_id, template, count(*) FROM issued_paper
        WHERE template IN ('acceptance_notice', 'refusal_decision') GROUP BY 1, 2
        HAVING count(*) > 1""",
    "one notice given twice": """SELECT number, template, party_id, count(*) FROM notice
        WHERE template IN ('case_accepted', 'case_refused') AND number <> '' GROUP BY 1, 2, 3 HAVING count(*) > 1""",
    "one message sent twice": "SELECT key, count(*) FROM sms_message GROUP BY 1 HAVING count(*) > 1",
    "a message was given up": "SELECT topic, key, last_error FROM outbox WHERE done_at IS NULL AND attempts >= 20",
    "a merged case has no main case": """SELECT c.number FROM "case" c WHERE c.state = 'merged' AND NOT EXISTS
        (SELECT FROM case_link l WHERE l.case_id = c.id AND l.kind = 'merged_into')""",
}
"""What no row may ever show, in the middle of the work either."""

_DUE = "done_at IS NULL AND attempts < 20 AND (not_before <= now() OR attempts > 0)"
"""Outstanding now; what was put for later and never tried, as text messages at night, is not."""

IN_REST: dict[str, str] = {
    "an effect never came": f"SELECT topic, key, last_error FROM outbox WHERE {_DUE}",
    "an open case has neither task nor wait": """SELECT c.number, c.state FROM "case" c WHERE c.is_open
        AND NOT EXISTS (SELECT FROM task t WHERE t.case_id = c.id AND t.state = 'open')
        AND c.state <> 'merged'""",
}
"""What holds as well once nobody writes and the worker has nothing left to do."""


def broken(site: Site, ledger: Ledger) -> list[str]:
    """Everything that does not hold now; the clients stand still meanwhile."""
    return [*ledger.wrong, *_lost(site, ledger), *_shown(site, NEVER), *_unreadable(site)]


def broken_in_rest(site: Site, patience: float = 120.0) -> list[str]:
    """The same once the worker has nothing left to do, which is waited for."""
    last = time.monotonic() + patience
    while _outstanding(site) and time.monotonic() < last:
        time.sleep(0.5)
    return _shown(site, IN_REST)


def _outstanding(site: Site) -> int:
    return int(site.ask(f"SELECT count(*) FROM outbox WHERE {_DUE}")[0][0])


def _shown(site: Site, checks: dict[str, str]) -> list[str]:
    return [f"{what}: {rows[:5]}" for what, sql in checks.items() if (rows := site.ask(sql))]


def _lost(site: Site, ledger: Ledger) -> Iterator[str]:
    """What a 2xx promised and is not there."""
    held = site.ask('SELECT open_key, id::text FROM "case" WHERE open_key IS NOT NULL')
    cases = {(_stored(key), case) for key, case in held}
    for key, case in ledger.opened.items():
        if (_stored(key), case) not in cases:
            yield f"an acknowledged case is lost: {key} {case}"
    acts = _there(site, "SELECT case_id::text, act, seq FROM event")
    yield from (f"an acknowledged act is lost: {one}" for one in ledger.acted if one not in acts)


def _stored(key: str) -> str:
    """The part of a stored key that the client chose: programs' keys carry who sent them before it."""
    return key if key.startswith("hotline:") else key.rpartition(":")[2]


def _there(site: Site, sql: str) -> set[tuple[Any, ...]]:
    return set(site.ask(sql))


def _unreadable(site: Site) -> Iterator[str]:
    """Contents that a row names and the disk does not have; rows first, for the worker stores files meanwhile."""
    named = [digest for (digest,) in site.ask("SELECT digest FROM file_blob")]
    held = {path.name for path in Path(site.data, "files").rglob("*") if path.is_file()}
    yield from (f"a stored file is lost: {digest}" for digest in named if digest not in held)

"""Counts the queries of every page on a running site's data: ``python -m tests.query_counts.count FILE``.

FILE holds what ``tests.permissions.matter`` made. Sign-in, session and scope are counted too; each page is
opened once before it is counted, so that what a process remembers is remembered. Prints JSON: page → queries.
"""

import json
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from tests.permissions.probe import path_of, signed_in  # noqa: E402

PAGES = {
    "stranger": ["front-door", "portal:home", "portal:theme theme_id=open_barber_shop", "portal:search ?=q=理发",
                 "portal:verify-code code=0000-0000-0000"],
    "owner": ["portal:home", "portal:draft-question draft_id=draft question=form",
              "portal:draft-form draft_id=draft", "portal:draft-materials draft_id=draft",
              "portal:draft-check draft_id=draft", "portal:draft-sign draft_id=draft", "portal:done draft_id=done",
              "portal:cases", "portal:case number=root", "portal:wallet", "portal:licence licence_id=licence",
              "portal:notices", "portal:mine"],
    "officer": ["desk:inbox", "desk:search", "desk:notices", "desk:case number=child",
                "desk:reveal number=child key=field", "api:list_cases", "api:list_tasks"],
    "supervisor": ["desk:inbox", "desk:search", "desk:case number=child"],
    "system": ["administration:releases", "administration:health"],
    "security": ["administration:accounts", "administration:account account_id=account"],
    "audit": ["administration:audit"],
}  # fmt: skip


FRAMES = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
"""What frames a transaction reads and writes nothing, and is no query."""


def queries(role: str, page: str, given: dict[str, Any]) -> int:
    """The queries of one page for one role; every one is told on stderr."""
    name, *args = page.split()
    row = {"name": name, "args": dict(word.split("=", 1) for word in args)}
    path, client = path_of(row, given), signed_in(given["accounts"].get(role))
    assert client.get(path).status_code == 200, path
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    told = [one["sql"] for one in seen if not one["sql"].startswith(FRAMES)]
    sys.stderr.write(f"== {role} {page}: {len(told)}\n" + "".join(f"   {sql[:220]}\n" for sql in told))
    return len(told)


def main() -> None:
    """Count all and print."""
    given = json.loads(Path(sys.argv[1]).read_text())
    told = {f"{role} {page}": queries(role, page, given) for role, pages in PAGES.items() for page in pages}
    sys.stdout.write(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()

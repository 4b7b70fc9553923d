"""Tries every row of the table as every role, on a running site's data and with its rights.

Run as ``python -m tests.permissions.probe FILE`` in the site's environment, under the site's role; FILE holds
what ``matter`` made and the rows to try. Prints one list of answers a row: status, and whether the mark of the
matter could be read.
"""

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import django

django.setup()

from django.test import Client  # noqa: E402
from django.urls import URLPattern, URLResolver, get_resolver, reverse  # noqa: E402

from yiwang.foundations.people.models import Account  # noqa: E402
from yiwang.site.warming import warm  # noqa: E402

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HOST = "127.0.0.1"


def addresses(resolver: Any = None, space: str = "") -> list[str]:
    """The names of all addresses of the site, with their name spaces."""
    found: list[str] = []
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            found += addresses(one, inner)
        elif isinstance(one, URLPattern):
            found.append(f"{space}{one.name or one.pattern}")
    return found


@cache
def signed_in(account_id: str | None, *, csrf: bool = False) -> Client:
    """A browser of that account."""
    client = Client(enforce_csrf_checks=csrf, HTTP_HOST=HOST, raise_request_exception=False)
    if account_id:
        client.force_login(Account.objects.get(pk=account_id), backend=BACKEND)
    return client


def answers(row: dict[str, Any], given: dict[str, Any], roles: list[str]) -> list[list[Any]]:
    """What each role is answered; roles marked ``-`` are not tried."""
    path, accounts = path_of(row, given), given["accounts"]
    tried = zip(roles, row["expected"], strict=True)
    return [
        [0, False] if code == "-" else _ask(accounts.get(role), row["method"], path, given["mark"])
        for role, code in tried
    ]


def path_of(row: dict[str, Any], given: dict[str, Any]) -> str:
    """The address of a row; addresses that bear no name stand in the table by their path."""
    if "/" in row["name"]:
        return f"/accounts/{row['name']}"
    words = {key: given["ids"].get(word, word) for key, word in row["args"].items()}
    query = words.pop("?", "")
    return reverse(row["name"], kwargs=words) + (f"?{query}" if query else "")


def _ask(account: str | None, method: str, path: str, mark: str) -> list[Any]:
    client = signed_in(account)
    response: Any = client.post(path) if method == "POST" else client.get(path)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return [response.status_code, mark.encode() in body]


VICTIMS = {"desk": "officer", "administration": "security"}
"""Whose browser is made to send a form, by name space; else the applicant's."""


def forged(row: dict[str, Any], given: dict[str, Any]) -> int:
    """The answer to a form that another site made somebody's browser send."""
    victim = VICTIMS.get(row["name"].split(":")[0], "owner")
    client = signed_in(given["accounts"][victim], csrf=True)
    return client.post(path_of(row, given)).status_code


def main() -> None:
    """Try all and print; prepared as a web process is, and each address forged once."""
    warm()
    asked = json.loads(Path(sys.argv[1]).read_text())
    rows, given = asked["rows"], asked["given"]
    named = {row["name"]: row for row in rows}
    told = {
        "addresses": addresses(),
        "answers": [answers(row, given, asked["roles"]) for row in rows],
        "forged": {name: forged(row, given) for name, row in named.items()},
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()

"""Every role at every address: the reviewed table ``table.txt`` against the running site."""

import json
from pathlib import Path

import pytest

ROLES = [
    "stranger",
    "owner",
    "other",
    "officer",
    "body",
    "county",
    "supervisor",
    "system",
    "security",
    "audit",
]
TABLE = Path(__file__).with_name("table.txt")
SEES = {"owner", "officer", "supervisor"}
"""Who may read anything of the matter; a demo site's example values are not its own."""

AUDITED = {("administration:audit", "audit"), ("administration:export", "audit")}
"""The auditor's own pages name what was done to which matter, by its public line; never what is in it."""

PUBLISHED = {"portal:publications", "api:list_publications"}
"""公示 is for everybody: the firm's name is a field that it prescribes, there as soon as the licence is granted."""


def row_of(line):
    """One line of the table: method, name, words of the address, what each role is answered."""
    words, expected = line.split()[: -len(ROLES)], line.split()[-len(ROLES) :]
    method, name, *args = words
    pairs = dict(word.split("=", 1) for word in args)
    return {"line": line, "method": method, "name": name, "args": pairs, "expected": expected}


ROWS = [row_of(line) for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def given(live_site):
    """A matter of somebody's, as ``matter`` made it."""
    return json.loads(live_site.python("tests.permissions.matter").splitlines()[-1])


@pytest.fixture(scope="module")
def told(live_site, given, tmp_path_factory):
    """What the site answered to everybody everywhere."""
    asked = tmp_path_factory.mktemp("asked") / "rows.json"
    asked.write_text(json.dumps({"rows": ROWS, "given": given, "roles": ROLES}))
    return json.loads(
        live_site.python("tests.permissions.probe", str(asked), role="yiwang_app").splitlines()[-1]
    )


def test_every_address_stands_in_the_table(told):
    missing = set(told["addresses"]) - {row["name"] for row in ROWS}
    assert not missing, f"这些地址还没有写进 {TABLE.name}：{sorted(missing)}"


def test_each_role_is_answered_as_the_table_says(told):
    wrong = []
    for row, answers in zip(ROWS, told["answers"], strict=True):
        for role, code, (status, _) in zip(ROLES, row["expected"], answers, strict=True):
            if code not in ("-", str(status)):
                wrong.append(f"{row['method']} {row['name']} as {role}: {status}, not {code}")
    assert not wrong, "\n".join(wrong)


def test_nobody_else_reads_anything_of_the_matter(told):
    leaks = [
        f"{row['method']} {row['name']} as {role}"
        for row, answers in zip(ROWS, told["answers"], strict=True)
        for role, (_, read) in zip(ROLES, answers, strict=True)
        if read and role not in SEES and row["name"] not in PUBLISHED and (row["name"], role) not in AUDITED
    ]
    assert not leaks, "\n".join(leaks)


def test_a_form_sent_from_elsewhere_is_refused_everywhere(told):
    """401: a door that takes tokens only and looks at no cookie."""
    taken = {name: status for name, status in told["forged"].items() if status not in (401, 403, 405)}
    assert not taken


def test_who_sees_the_matter_reads_it(told):
    """The mark is really to be read where it may be: else its absence elsewhere would prove nothing."""
    read = {(row["name"], role) for row, answers in zip(ROWS, told["answers"], strict=True)
            for role, (_, mark) in zip(ROLES, answers, strict=True) if mark}  # fmt: skip
    assert {("desk:case", "officer"), ("desk:case", "supervisor"), ("portal:case", "owner")} <= read

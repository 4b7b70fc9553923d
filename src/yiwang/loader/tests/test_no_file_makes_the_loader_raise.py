"""Whatever lies in a pack, the loader returns; it never raises for what an author did."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yiwang.loader import load
from yiwang.loader.fix import fix
from yiwang.loader.parse import parse
from yiwang.loader.tables import parse_table

from .kinds import KINDS
from .packs import written

SIGNS = [
    "title",
    ": ",
    "：",
    "  ",
    "- ",
    "&a ",
    "*a",
    "<<",
    "!!int ",
    "null",
    "---\n",
    *"\n\t[]{}\"'~甲#|>%@?,\x00\ufeff",
]
LINES = ["uses:\n", "days: 3\n", "title: 甲事项\n", "adapt:\n", "drop: true\n", "extends: town\n"]
LONGER = ["ways:\n  - by: counter\n", "id: town\nversion: 1\ntitle: 城\n"]
PIECES = st.sampled_from([*SIGNS, *LINES, *LONGER])
TEXTS = st.lists(PIECES, max_size=20).map("".join)
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_parses_or_says_why_not(text):
    parsed = parse(text)
    assert parsed.tree is not None or parsed.flaws
    assert all(1 <= flaw.line <= text.count("\n") + 2 for flaw in parsed.flaws)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_table_or_says_why_not(text):
    parsed = parse_table(text)
    assert parsed.tree is not None or parsed.flaws


@given(item=TEXTS, elements=TEXTS, table=TEXTS, start=st.one_of(st.none(), TEXTS), raw=st.binary(max_size=60))
@SLOW
def test_any_pack_loads_or_says_why_not(tmp_path_factory, item, elements, table, start, raw):
    files = {"items/a.yaml": item, "elements.yaml": elements, "overlays/x.csv": table, "text/en.yaml": raw}
    if start is not None:
        files["pack.yaml"] = start
    root = written(tmp_path_factory.mktemp("any") / "town", files)
    result = load(root, KINDS)
    assert (result.world is None) == any(problem.severity == "error" for problem in result.problems)
    fix(result.problems)
    load(root, KINDS)


@pytest.mark.parametrize(
    "name", ["items/a.yaml/b.yaml", "pack.yaml/x", "items/.hidden.yaml", "items/ a.yaml", "items/a b.yaml"]
)
def test_odd_names_are_told_or_ignored(tmp_path, name):
    root = tmp_path / "town"
    (root / name).parent.mkdir(parents=True)
    (root / name).write_text("title: 甲事项\n")
    load(root, KINDS)


def test_a_file_instead_of_a_folder(tmp_path):
    (tmp_path / "town").write_text("id: town\n")
    assert [problem.code for problem in load(tmp_path / "town", KINDS).problems] == ["read.no_pack"]

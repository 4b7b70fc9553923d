"""One broken pack per complaint: the author is told what is wrong, where, and how to mend it."""

import re
from pathlib import Path

import pytest

import yiwang.engines.catalog.definitions as definitions
from yiwang.engines.catalog.pure import KINDS
from yiwang.engines.catalog.tests import broken_items, broken_themes
from yiwang.engines.catalog.tests.breaking import BROKEN, registration
from yiwang.engines.catalog.tests.factories import loaded, worked_example, write
from yiwang.loader import PARAMETER, Definition, Kind, load

REGISTERED = (broken_items, broken_themes)

CASES = [
    pytest.param(code, change, words, id=change.__name__)
    for code, changes in BROKEN.items()
    for change, words in changes
    if code != "item.adapt"
]


@pytest.mark.parametrize(("code", "change", "words"), CASES)
def test_the_author_is_told(tmp_path, code, change, words):
    result = loaded(tmp_path, change)
    told = [problem for problem in result.problems if problem.code == code]
    assert told, f"expected {code}, got {[(p.code, p.sentence()) for p in result.problems]}"
    assert any(words in problem.sentence() for problem in told), told
    assert result.world is None
    assert all(problem.line and problem.mend for problem in told)


def test_the_sound_pack_has_no_problem(tmp_path):
    assert loaded(tmp_path).problems == []


def test_every_complaint_of_the_catalogue_has_its_broken_pack():
    folder = Path(definitions.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    codes = set(re.findall(r'"((?:element|material|item|overlay|question|theme|persona)\.[a-z_]+)"', source))
    elsewhere = {"item.face_name", "item.unchecked"}  # test_faces.py, and the warning below
    elsewhere |= {"overlay.body", "overlay.every_limit", "overlay.word"}  # test_who_decides.py
    elsewhere |= {"item.not_entrusted", "item.decided_here"}  # tests/crossing: they need a whole city
    elsewhere |= {"item.grant_paper"}  # test_legal_papers.py of applications: it needs case types and papers
    assert codes - elsewhere == {code for code in BROKEN if not code.startswith("expression")}


def test_a_published_limit_that_nobody_checked_is_a_warning_only(tmp_path):
    def change(files):
        registration(files)["statutory"]["status"] = "published"

    result = loaded(tmp_path, change)
    assert [(p.code, p.severity) for p in result.problems] == [("item.unchecked", "warning")]
    assert result.world is not None


class _Organisations(Definition):
    functions: dict[str, str]


def test_a_function_that_no_body_has_is_told(tmp_path):
    files = worked_example()
    files["organisations.yaml"] = {"functions": {"market": "市场监管", "police": "公安"}}
    files["items/a/seal.yaml"]["decide"] = {"body": "polise"}
    kind = Kind("organisations", "organisations.yaml", _Organisations)
    result = load(write(tmp_path / "tiny", files), (PARAMETER, kind, *KINDS))
    (problem,) = result.problems
    assert problem.code == "place.function"
    assert "polise" in problem.what and "police" in problem.mend

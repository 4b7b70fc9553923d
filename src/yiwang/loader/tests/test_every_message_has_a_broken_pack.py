"""One broken pack per message: ``broken/<code>/`` holds packs and ``expect.txt`` (place, then words)."""

from pathlib import Path

import pytest

from yiwang.loader import load, parse, read
from yiwang.loader.codes import SAYINGS
from yiwang.loader.tests.kinds import KINDS

BROKEN = Path(__file__).parent / "broken"


def test_every_code_has_a_broken_pack_and_no_pack_is_left_over():
    assert sorted(SAYINGS) == sorted(folder.name for folder in BROKEN.iterdir())


@pytest.fixture(autouse=True)
def small_limits(request, monkeypatch):
    """Sizes that no repository should carry are reached by lowering the limit."""
    if "read.too_large" in request.node.name:
        monkeypatch.setitem(read.LIMIT_MB, ".csv", 0)
    if "parse.too_many" in request.node.name:
        monkeypatch.setattr(parse, "VALUES", 5)
        parse.parse.cache_clear()
        request.addfinalizer(parse.parse.cache_clear)


@pytest.mark.parametrize("code", sorted(SAYINGS))
def test_the_message_names_the_place_and_the_way_out(code):
    place, *words = (BROKEN / code / "expect.txt").read_text().splitlines()
    result = load(BROKEN / code / "town", KINDS)
    found = [problem for problem in result.problems if problem.code == code]
    assert found, [problem.sentence() for problem in result.problems]
    assert place in [f"{shown(problem.file)}:{problem.line}" for problem in found]
    sentence = " ".join(problem.sentence() for problem in found)
    assert not [word for word in words if word not in sentence], sentence
    assert (result.world is None) == (found[0].severity == "error")


@pytest.mark.parametrize("code", sorted(SAYINGS))
def test_a_slip_is_told_once_and_draws_no_others(code):
    """One slip, one code: an author is not sent after the consequences."""
    result = load(BROKEN / code / "town", KINDS)
    assert {problem.code for problem in result.problems} == {code}


def shown(file: str) -> str:
    return str(Path(file).absolute()).partition("broken/")[2].partition("/")[2]

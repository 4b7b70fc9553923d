"""No act takes the day of UTC for the city's: until eight in the morning it is still yesterday there."""

import re

from .test_code_names_no_city import ROOT, sources

BARE = re.compile(r"\b(now|now\(\)|\w+_at)\.date\(\)")


def test_no_source_takes_an_instants_day_without_its_zone():
    wrong = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sources()
        if path.suffix == ".py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if BARE.search(line)
    ]
    assert not wrong, "use world.day_at(now) or parameter_at: " + ", ".join(wrong)

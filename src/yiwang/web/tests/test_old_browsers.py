"""Phones in villages run browsers of 2018: what those cannot read is not written (a WebView of Android 8, Chrome 66).

A stylesheet drops a declaration it does not know, and a whole layer with it; a script with one unknown sign does not
run at all. What is merely missed (``:has``, ``min()``, rounded gaps) may be written: the page still works.
"""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2]
STYLES = sorted(SOURCE.glob("**/static/**/*.css"))
SCRIPTS = sorted(SOURCE.glob("**/static/**/*.js"))
"""Ours and those of others that pages load."""

UNREAD_STYLES = {
    r"@layer": "rules inside a layer are all dropped (Chrome 99)",
    r"(?<![-\w])(?:margin|padding)-(?:inline|block):": "both sides in one declaration are dropped (Chrome 87)",
    r"(?<![-\w(])inset(?:-\w+)?:": "dropped (Chrome 87)",
    r":not\([^)]*,": "a list in :not() drops the whole rule (Chrome 88)",
    r":(?:is|where)\(": "drops the whole rule (Chrome 88)",
}
UNREAD_SCRIPTS = {
    r"\?\.(?=[A-Za-z_$(\[])": "optional chaining: the script does not run (Chrome 80)",
    r"\?\?": "the script does not run (Chrome 80)",
    r"\|\|=|&&=": "the script does not run (Chrome 85)",
    r"\.requestSubmit\(\)(?!;)": "asked for before it is called (Chrome 76)",
    r"\.(?:at|replaceAll|flatMap)\(": "not there (Chrome 69 and later)",
}


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_stylesheets_are_read_by_old_browsers(path):
    assert _unread(path, UNREAD_STYLES) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_run_in_old_browsers(path):
    assert _unread(path, UNREAD_SCRIPTS) == []


def test_there_is_something_to_look_at():
    assert {"base.css", "components.css", "window.css"} <= {path.name for path in STYLES}
    assert {"app.js", "keys.js", "village.js", "htmx.min.js"} <= {path.name for path in SCRIPTS}


def _unread(path, signs):
    lines = path.read_text(encoding="utf-8").splitlines()
    code = [
        (number, line) for number, line in enumerate(lines, start=1) if not line.lstrip().startswith("//")
    ]
    return [(number, why) for number, line in code for sign, why in signs.items() if re.search(sign, line)]

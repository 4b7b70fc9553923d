"""Pages that are written by commands say what the commands say today; every link leads somewhere."""

import json
import re
from pathlib import Path

import pytest

from tools import commands, openapi

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")] if ".venv" not in path.parts)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_the_page_of_commands_is_that_of_the_commands():
    assert commands.PAGE.read_text(encoding="utf-8") == commands.page(), "run `make snap`"


def test_every_command_is_told_in_words():
    empty = re.findall(r"^#+ (`yiwang [^`]+`)\n\n\n", commands.page(), re.M)
    assert not empty


def test_the_description_of_the_api_is_that_of_the_site():
    assert openapi.PAGE.read_text(encoding="utf-8") == openapi.description(), "run `make snap`"


def test_the_page_on_the_api_names_every_address():
    told = (ROOT / "docs" / "reference" / "api.md").read_text()
    for path, methods in json.loads(openapi.PAGE.read_text())["paths"].items():
        for method in methods:
            shown = re.sub(r"\{\w+\}", "{id}", path)
            assert f"`{method.upper()} {shown}`" in told


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page}: {target}"


@pytest.mark.parametrize("folder", ["how-to", "explanation", "reference", "adr"])
def test_every_page_is_in_an_index(folder):
    index = (ROOT / "docs" / "adr" / "README.md") if folder == "adr" else (ROOT / "docs" / "README.md")
    told = index.read_text()
    for page in (ROOT / "docs" / folder).glob("*.md"):
        assert page.name in told or page.name == "README.md", f"{page} is not in {index}"


def test_decisions_have_one_form():
    pages = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        heads = re.findall(r"^#+ (.*)$", page.read_text(), re.M)
        assert heads[0].startswith(page.name[:4])
        assert [head for head in heads[1:] if head in ("Context", "Decision", "Consequences")] == [
            "Context",
            "Decision",
            "Consequences",
        ], page

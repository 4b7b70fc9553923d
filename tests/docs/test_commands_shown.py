"""Commands shown on pages exist; those that need no running site are run, and say the figures that pages quote."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from yiwang.site import cli

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["README.md", "README.zh.md", "docs/how-to/operate.md", "CONTRIBUTING.md", "SECURITY.md"]

YIWANG = ("yiwang", ".venv/bin/yiwang")


def shown(page: str) -> list[list[str]]:
    """Every ``yiwang …`` in a page's shell blocks, as words."""
    text = (ROOT / page).read_text(encoding="utf-8")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", text, re.S) for line in block.splitlines()]
    found = [part for line in lines for part in line.split("#")[0].split("&&")]
    return [words[1:] for words in map(shlex.split, found) if words and words[0] in YIWANG]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_shown_is_one_that_exists(page):
    for words in shown(page):
        assert cli._parser(words).parse_args(words), words


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_the_commands_for_a_new_pack_make_one_that_checks_and_tests_clean(page, tmp_path, monkeypatch):
    shutil.copytree(ROOT / "packs", tmp_path / "packs")
    monkeypatch.chdir(tmp_path)
    words = [one for one in shown(page) if one[0] == "pack"]
    assert [one[1] for one in words] == ["new", "check", "test"]
    for one in words:
        assert cli.main(one) == 0, one


def test_the_figures_quoted_are_those_of_the_command(capsys):
    assert cli.main(["theme", "savings", "--pack", str(ROOT / "packs" / "zhaoqing"), "--json"]) == 0
    theme = next(t for t in json.loads(capsys.readouterr().out)["themes"] if t["theme"] == "open_barber_shop")
    held = theme["catalogue"]
    figures = {name: f"{held[name]['before']}→{held[name]['after']}" for name in held}
    english, chinese = ((ROOT / name).read_text() for name in ("README.md", "README.zh.md"))
    said = "documents {materials}, fields {fields}, working days {days}, visits {visits}".format(**figures)
    assert said in english
    assert "材料 {materials}、要填 {fields}、工作日 {days}、跑动 {visits}".format(**figures) in chinese

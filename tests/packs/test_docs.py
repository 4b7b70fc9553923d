"""The how-to is true: its files are written, its commands run, its lines of output looked for."""

import argparse
import re
import shlex
from pathlib import Path

import pytest

from yiwang.site.cli import pack

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/how-to/write-a-pack.md"
BLOCK = re.compile(r"```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)```", re.S)


def blocks():
    return [match.groups() for match in BLOCK.finditer(PAGE.read_text())]


def commands(text):
    """Each command of a console block with the lines shown below it and the exit code its comment names."""
    for part in re.split(r"(?m)^\$ ", text)[1:]:
        command, _, shown = part.partition("\n")
        words, _, comment = command.partition("#")
        code = re.search(r"返回 (\d)", comment)
        yield shlex.split(words), shown.split("\n"), int(code[1]) if code else 0


def run(words):
    parser = argparse.ArgumentParser()
    pack.add(parser.add_subparsers(required=True))
    arguments = parser.parse_args(
        [
            word if word != "guangdong" or "diff" not in words else str(ROOT / "packs" / word)
            for word in words[1:]
        ]
    )
    return arguments.run(arguments)


def test_the_page_can_be_followed_word_by_word(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for language, title, text in blocks():
        if title:
            (tmp_path / title).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / title).write_text(text)
        elif language == "console":
            for words, shown, code in commands(text):
                assert run(words) == code, (words, capsys.readouterr())
                told = capsys.readouterr()
                missing = [line for line in shown if line.strip() not in told.out + told.err]
                assert not missing, (words, missing, told.out, told.err)


def test_the_page_names_every_command():
    parser = argparse.ArgumentParser()
    pack.add(parser.add_subparsers(required=True))
    verbs = parser._subparsers._group_actions[0].choices["pack"]._subparsers._group_actions[0].choices
    assert not [verb for verb in verbs if verb != "schemas" and f"yiwang pack {verb}" not in PAGE.read_text()]


@pytest.mark.parametrize("path", re.findall(r"`(\w+\.py)`", (ROOT / "docs/explanation/packs.md").read_text()))
def test_modules_named_in_the_explanation_exist(path):
    assert (ROOT / "src/yiwang/loader" / path).is_file()

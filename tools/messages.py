"""Keeps the catalogues of translations: ``python -m tools.messages`` (part of ``make snap``).

Chinese as written in templates and views is the msgid. Traditional Chinese is converted by OpenCC and then
corrected by ``tools/zh_hant.csv``; English is written by people, straight into ``en/LC_MESSAGES/django.po``.
Both are compiled to ``.mo`` here, so that running a site needs neither gettext nor this tool.
"""

import ast
import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "yiwang"
LOCALE = SOURCE / "web" / "locale"
CORRECTIONS = ROOT / "tools" / "zh_hant.csv"
PLURALS = {"zh_Hant": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}
_NAMES = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "later"}
_TEXT = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_IN_TEMPLATE = re.compile(rf"\b(?:n?gettext|_)\({_TEXT}(?:,\s*{_TEXT})?")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass
class Found:
    """One msgid with its plural form and the files it stands in."""

    msgid: str
    plural: str = ""
    places: set[str] = field(default_factory=set)


@cache
def collect() -> dict[str, Found]:
    """Every message of templates and code, and the words of the lights, which are looked up by value."""
    from yiwang.kernel.lights import Light

    found: dict[str, Found] = {}
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix in {".html", ".py"} and not {"tests", "locale", "migrations"} & set(path.parts):
            for msgid, plural in messages_of(path):
                _note(found, msgid, plural, path)
    for light in Light:
        _note(found, light.word, "", SOURCE / "kernel" / "lights.py")
    return found


def messages_of(path: Path) -> Iterator[tuple[str, str]]:
    """The (msgid, plural) pairs of one template or module."""
    text = path.read_text(encoding="utf-8")
    return _of_template(text) if path.suffix == ".html" else _of_code(text)


def _of_template(text: str) -> Iterator[tuple[str, str]]:
    from django.utils.translation.template import templatize

    for match in _IN_TEMPLATE.finditer(templatize(text)):
        yield ast.literal_eval(match[1]), ast.literal_eval(match[2]) if match[2] else ""


def _of_code(text: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _NAMES:
            texts = [one.value for one in node.args[:2] if isinstance(one, ast.Constant)]
            if texts and isinstance(texts[0], str) and _CHINESE.search(texts[0]):
                yield texts[0], str(texts[1]) if node.func.id == "ngettext" else ""


def _note(found: dict[str, Found], msgid: str, plural: str, path: Path) -> None:
    if _CHINESE.search(msgid):
        entry = found.setdefault(msgid, Found(msgid))
        entry.plural = entry.plural or plural
        entry.places.add(path.relative_to(SOURCE).as_posix())


def missing(language: str) -> list[str]:
    """The msgids that a catalogue does not have, or has without a translation."""
    import polib

    catalogue = polib.pofile(str(catalogue_of(language)))
    held = {entry.msgid for entry in catalogue if entry.translated()}
    return sorted(set(collect()) - held)


def catalogue_of(language: str) -> Path:
    """The .po file of a language, as Django names it (``zh_Hant``, ``en``)."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def write(language: str, found: dict[str, Found]) -> int:
    """Write the .po and the .mo of a language; how many messages still want a translation."""
    import polib

    path = catalogue_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    held = {entry.msgid: entry for entry in polib.pofile(str(path))} if path.exists() else {}
    new = polib.POFile(wrapwidth=100)
    new.metadata = _head(language)
    told = _converted if language == "zh_Hant" else _kept
    for msgid in sorted(found):
        new.append(_entry(found[msgid], told(found[msgid], held.get(msgid)), PLURALS[language]))
    new.save(str(path))
    new.save_as_mofile(str(path.with_suffix(".mo")))
    return len(new.untranslated_entries())


def _entry(found: Found, told: list[str], plurals: str) -> "object":
    import polib

    places = [(place, "") for place in sorted(found.places)]
    flags = ["python-format"] if "%(" in found.msgid else []
    if not found.plural:
        return polib.POEntry(msgid=found.msgid, msgstr=told[0], occurrences=places, flags=flags)
    forms = {n: told[min(n, len(told) - 1)] for n in range(int(plurals[9]))}
    return polib.POEntry(
        msgid=found.msgid, msgid_plural=found.plural, msgstr_plural=forms, occurrences=places, flags=flags
    )


def _kept(found: Found, held: "object | None") -> list[str]:
    """What people wrote before; nothing yet for a new message."""
    forms = getattr(held, "msgstr_plural", {})
    if found.plural and forms:
        return [forms[n] for n in sorted(forms)]
    return [getattr(held, "msgstr", "")]


def _converted(found: Found, held: "object | None") -> list[str]:
    text = str(_converter().convert(found.msgid))
    for converted, said in _corrections():
        text = text.replace(converted, said)
    return [text]


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2hk")


@cache
def _corrections() -> list[tuple[str, str]]:
    with CORRECTIONS.open(encoding="utf-8", newline="") as rows:
        return [(row["converted"], row["said"]) for row in csv.DictReader(rows)]


def _head(language: str) -> dict[str, str]:
    return {
        "Project-Id-Version": "Yiwang",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }


def main() -> int:
    """Write both catalogues; with ``--check`` only say what is missing. 1 if anything is."""
    if "--check" not in sys.argv:
        found = collect()
        for language in PLURALS:
            write(language, found)
    wanting = [f"{language}: {msgid!r}" for language in PLURALS for msgid in missing(language)]
    print("\n".join(wanting) or "Every message is translated.")
    return 1 if wanting else 0


if __name__ == "__main__":
    sys.exit(main())

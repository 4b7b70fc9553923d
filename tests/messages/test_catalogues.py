"""Translations: nothing is missing, nothing is stale, and what is not translated stays Chinese."""

import re

import polib
import pytest
from django.utils import translation

from tools import messages

LANGUAGES = sorted(messages.PLURALS)
_PLACE = re.compile(r"%\(\w+\)s|\{\w*[^}]*\}|</?\w+>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_templates_and_code_is_translated(language):
    assert messages.missing(language) == [], "run `make snap`, then write what is missing into the .po"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_text(language):
    path = messages.catalogue_of(language)
    assert polib.pofile(str(path)).to_binary() == path.with_suffix(".mo").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_every_placeholder_and_tag(language):
    for entry in polib.pofile(str(messages.catalogue_of(language))):
        for told in [entry.msgstr, *entry.msgstr_plural.values()]:
            if told:
                unknown = _names(told) - _names(entry.msgid)
                lost = {name for name in _names(entry.msgid) - _names(told) if not name.startswith("{")}
                assert not unknown, f"{entry.msgid}: {unknown}"
                assert not lost, f"{entry.msgid}: {lost}"


def _names(text):
    """Placeholders without their format, and tags."""
    return {re.sub(r":[^}]*", "", found) for found in _PLACE.findall(text)}


def test_english_has_no_chinese_left_except_in_quoted_examples():
    for entry in polib.pofile(str(messages.catalogue_of("en"))):
        plain = re.sub(r"“[^”]*”|示范·\S+|我要开理发店|一网", "", entry.msgstr)
        assert not re.search(r"[\u4e00-\u9fff]", plain), entry.msgid


def test_a_sentence_of_an_engine_without_translation_stays_chinese():
    for language in ("zh-hant", "en"):
        with translation.override(language):
            assert translation.gettext("办件已经由另一位同事办结。") == "办件已经由另一位同事办结。"


@pytest.mark.parametrize(
    ("code", "lang", "word"),
    [("zh-hans", "zh-Hans", "三张网"), ("zh-hant", "zh-Hant", "三張網"), ("en", "en", "The three nets")],
)
@pytest.mark.django_db(transaction=True)
def test_the_header_switches_the_language_and_a_cookie_keeps_it(client, code, lang, word):
    answer = client.post("/i18n/setlang/", {"language": code, "next": "/"})
    assert answer.status_code == 302
    assert answer.cookies["django_language"].value == code
    page = client.get("/").content.decode()
    assert f'<html lang="{lang}"' in page
    assert word in page


@pytest.mark.django_db(transaction=True)
def test_the_header_offers_every_language_in_its_own_name(client):
    page = client.get("/").content.decode()
    for code, name in (("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")):
        assert f'name="language" value="{code}"' in page
        assert name in page

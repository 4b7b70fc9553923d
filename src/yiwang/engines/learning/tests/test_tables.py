"""Tables of weights: learnt from demo demands, read without a library, honest figures, closed to what is odd."""

import json
from dataclasses import replace
from time import perf_counter

import pytest

from yiwang.engines.learning.domain import fitting
from yiwang.engines.learning.domain.errors import LearningRefused
from yiwang.engines.learning.domain.fitting import table_fit
from yiwang.engines.learning.domain.grams import grams_of
from yiwang.engines.learning.domain.judging import judged, missed
from yiwang.engines.learning.domain.table import Guess, Table, digest_of, tables_read, tables_text

from .phrases import lessons, matters

SHARED = 3


@pytest.fixture(scope="module")
def taught():
    """The categories of the early sentences, and the lessons kept back."""
    held = lessons()
    kept = [one for one in held if one.text.removesuffix("（演示）") in matters()[one.category]["kept"]]
    early = [one for one in held if one not in kept]
    table = table_fit([one.text for one in early], [one.category for one in early], len(early) - 80,
                      at_least=SHARED, fewest=5)  # fmt: skip
    return table, early, kept


def test_words_nobody_used_before_are_mostly_understood_and_the_figures_say_how_mostly(taught):
    table, early, kept = taught
    found = judged(kept, "category", table.guesses, show_from=0.0, usual=early[0].category)
    assert found.whole.lessons == len(kept) == 64 and found.whole.shown == 64
    assert found.whole.among >= found.whole.held > 10 * found.usual / 2
    assert found.whole.held >= 38, "the paraphrases of a demo, not a city"
    assert sum(count.held for count in found.by.values()) == found.whole.held
    sure = judged(kept, "category", table.guesses, show_from=0.5, usual="")
    assert sure.whole.shown < 64 and sure.whole.held / sure.whole.shown > found.whole.held / 64


def test_the_reason_is_a_passage_of_what_was_typed(taught):
    (first, *_) = taught[0].guesses("我们小区楼下的饭馆没有装油烟净化器，油烟味很重")
    assert first.label == "c0208" and 0 < first.probability <= 1
    assert first.phrases and all(
        phrase in "我们小区楼下的饭馆没有装油烟净化器，油烟味很重" for phrase in first.phrases
    )
    assert any("油烟" in phrase for phrase in first.phrases)
    assert taught[0].guesses("qwxz") == [] == taught[0].guesses("")


def test_what_few_share_and_numbers_are_in_no_table(taught):
    _, early, _ = taught
    marked = [replace(one, text=f"{one.text}我叫欧阳示范，电话 10000000001") if place < 2 else one
              for place, one in enumerate(early)]  # fmt: skip
    table = table_fit(
        [one.text for one in marked], [one.category for one in marked], 300, at_least=3, fewest=5
    )
    text = tables_text({"category": table})
    assert "欧阳" not in text and "示范" not in text and "10000000001" not in text
    assert not any(sign.isdigit() for gram in table.weights for sign in gram)
    assert grams_of("A座3栋 电话139") == {"a座", "电话"}


def test_the_same_lessons_give_the_same_table_and_it_reads_back(taught):
    table, early, _ = taught
    again = table_fit([one.text for one in early], [one.category for one in early], len(early) - 80,
                      at_least=SHARED, fewest=5)  # fmt: skip
    text = tables_text({"category": table})
    assert text == tables_text({"category": again})
    back = tables_read(text, digest_of(text))["category"]
    words = matters()["c0401"]["kept"][0]
    assert back.guesses(words) == table.guesses(words)


def test_a_suggestion_takes_milliseconds(taught):
    words = "楼上晚饭时候没有水用，水压很小" * 60
    taught[0].guesses(words)
    start = perf_counter()
    for _ in range(10):
        taught[0].guesses(words)
    assert (perf_counter() - start) / 10 < 0.05, (
        "10 ms on an idle machine, measured by benchmarks.suggestions"
    )


GOOD = {"form": 1, "labels": ["a", "b"], "bias": [0, 0], "heat": 1.0, "grams": {"路灯": [[0, 1.5]]}}


@pytest.mark.parametrize("change", [
    {"form": 2}, {"bias": [0]}, {"heat": 0}, {"heat": "nan"}, {"grams": {"路灯": [[7, 1]]}},
    {"grams": {"路灯": [[-1, 1]]}}, {"grams": {"路灯": [[0, "1e999"]]}}, {"grams": ["路灯"]}, {"labels": None},
])  # fmt: skip
def test_what_training_never_made_is_refused(change):
    text = json.dumps({"unit": GOOD | change}, ensure_ascii=False)
    with pytest.raises(LearningRefused, match="格式"):
        tables_read(text, digest_of(text))


def test_a_table_that_was_changed_is_refused():
    text = json.dumps({"unit": GOOD}, ensure_ascii=False)
    assert tables_read(text, digest_of(text))["unit"].labels == ("a", "b")
    with pytest.raises(LearningRefused, match="摘要不符"):
        tables_read(text.replace("1.5", "2.5"), digest_of(text))
    for nothing in ("[]", "null", "{", '"x"'):
        with pytest.raises(LearningRefused):
            tables_read(nothing, digest_of(nothing))


def test_probabilities_are_measured_against_what_came_true():
    assert missed([]) == 0.0
    assert missed([(0.95, True)] * 19 + [(0.95, False)]) == pytest.approx(0.0)
    assert missed([(0.95, False)] * 4) == pytest.approx(0.95)
    table = Table(("a", "b"), (0.0, 0.0), {"路灯": {0: 2.0}}, heat=2.0)
    assert table.guesses("路灯")[0] == Guess("a", pytest.approx(0.7311, abs=1e-4), ("路灯",))


def test_too_little_teaches_nothing_and_without_the_extra_it_says_what_to_install(monkeypatch):
    assert table_fit(["路灯不亮"] * 9, ["a"] * 9, 5, at_least=3, fewest=5) is None
    assert table_fit(["路灯不亮", "水压不足"], ["a", "b"], 1, at_least=3, fewest=1) is None
    monkeypatch.setattr(fitting, "find_spec", lambda name: None)
    with pytest.raises(LearningRefused, match=r"yiwang\[learning\]"):
        table_fit([], [], 0, at_least=3, fewest=1)

"""Laws of the compiler over random themes: what holds whatever a pack says and whatever is known."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from yiwang.engines.catalog.pure import ELEMENT, ITEM, MATERIAL, THEME, Catalogue, compile_theme
from yiwang.engines.catalog.tests.factories import BIND, item
from yiwang.kernel.fact import Fact, Source
from yiwang.loader import PackInfo, World

DAY = date(2026, 11, 23)
ELEMENTS = [f"e{n}" for n in range(6)]
MATERIALS = [f"m{n}" for n in range(6)]
PARTIES = ["operator", "shop"]

lines = st.tuples(st.sampled_from(PARTIES), st.integers(0, 5))
exempts = st.sampled_from(["none", "commitment", "tolerance"])
whens = st.sampled_from(
    ["", "answers.q0", "!answers.q1", "parties.shop.e0 == 'x'", "answers.q0 || answers.q1"]
)


@st.composite
def catalogues(draw):
    """A world of two to six items with random lines, conditions and order."""
    count = draw(st.integers(2, 6))
    items = {f"i{n}": _item(draw, n) for n in range(count)}
    members = [_member(draw, n) for n in range(count)]
    theme = {
        "id": "t",
        "title": "题",
        "subject": "person",
        "lead": {"body": "any"},
        "parties": {k: {"label": k, "kind": "either"} for k in PARTIES},
        "questions": [{"id": "q0", "ask": "甲？"}, {"id": "q1", "ask": "乙？"}],
        "members": members,
        "signers": ["operator"],
        "reference_answers": {"q0": "true", "q1": "true"},
        "status": "assumed",
    }
    definitions = {
        "element": {e: ELEMENT.model(id=e, label=e) for e in ELEMENTS},
        "material": {m: MATERIAL.model(id=m, label=m, generated=m == "m5") for m in MATERIALS},
        "item": {name: ITEM.model.model_validate({"id": name, **body}) for name, body in items.items()},
        "theme": {"t": THEME.model.model_validate(theme)},
    }
    return Catalogue.of(World(PackInfo("p", "1", "包"), definitions))


def _item(draw, number):
    fields = draw(st.lists(lines, max_size=8, unique=True))
    materials = draw(st.lists(st.tuples(lines, exempts, whens), max_size=8, unique_by=lambda m: m[0]))
    return item(
        f"事项{number}",
        f"{draw(st.integers(0, 5))}个工作日",
        parties={k: {"label": k, "kind": "either"} for k in PARTIES},
        questions=[{"id": "q0", "ask": "甲？"}, {"id": "q1", "ask": "乙？"}],
        fields=[{"party": p, "element": f"e{n}"} for p, n in fields],
        materials=[
            {"party": p, "material": f"m{n}", "exempt": exempt, "when": when}
            for (p, n), exempt, when in materials
        ],
        onsite_visits=str(draw(st.integers(0, 2))),
    )


def _member(draw, number):
    after = draw(st.lists(st.integers(0, number - 1), max_size=2, unique=True)) if number else []
    when = draw(st.sampled_from(["", "answers.q0", "answers.q1"]))
    return {"item": f"i{number}", "bind": BIND, "when": when, "after": [f"i{n}" for n in after]}


SOURCE = Source("licence", "1", "单位")
facts = st.lists(
    st.one_of(
        st.builds(lambda p, e, v: Fact(p, SOURCE, "依据", element=e, value=v),
                  st.sampled_from(PARTIES), st.sampled_from(ELEMENTS), st.sampled_from(["x", "y"])),
        st.builds(lambda p, m: Fact(p, SOURCE, "依据", material=m),
                  st.sampled_from(PARTIES), st.sampled_from(MATERIALS)),
    ),
    max_size=12,
)  # fmt: skip
answers = st.fixed_dictionaries({}, optional={"q0": st.booleans(), "q1": st.booleans()})


@given(catalogues(), answers, facts)
def test_after_is_never_more_than_before_and_asked_never_more_than_after(
    catalogue, given_answers, given_facts
):
    savings = compile_theme(catalogue, "t", given_answers, given_facts, DAY).savings
    for measure in (savings.materials, savings.days, savings.visits):
        assert 0 <= measure.asked <= measure.after <= measure.before
    questions = 2
    assert savings.fields.asked <= savings.fields.after <= savings.fields.before + questions
    assert savings.materials.deferred <= savings.materials.asked


@given(catalogues(), answers, facts, st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(catalogue, given_answers, given_facts, random):
    shuffled = random.sample(given_facts, len(given_facts))
    one = compile_theme(catalogue, "t", given_answers, given_facts, DAY).as_json()
    assert one == compile_theme(catalogue, "t", given_answers, shuffled, DAY).as_json()


@given(catalogues(), answers, facts)
def test_more_materials_held_never_mean_more_asked(catalogue, given_answers, given_facts):
    """Only held materials: a value may make an open condition true, and so bring a new line."""
    held = [fact for fact in given_facts if fact.material]
    without = compile_theme(catalogue, "t", given_answers, held[1:], DAY).savings
    with_all = compile_theme(catalogue, "t", given_answers, held, DAY).savings
    assert with_all.materials.asked <= without.materials.asked
    assert with_all.materials.before == without.materials.before
    assert with_all.materials.after == without.materials.after


@given(catalogues(), answers)
def test_every_item_starts_when_the_last_it_waits_for_ends(catalogue, given_answers):
    compiled = compile_theme(catalogue, "t", given_answers, (), DAY)
    spans = compiled.schedule
    for step in compiled.as_json()["schedule"]["items"]:
        assert step["from_day"] == max((spans[name].to_day for name in step["after"]), default=0)
    assert compiled.savings.days.after == max((span.to_day for span in spans.values()), default=0)
    assert not spans or any(span.critical for span in spans.values())


@given(catalogues(), answers, facts)
def test_compiling_twice_gives_the_same(catalogue, given_answers, given_facts):
    once = compile_theme(catalogue, "t", given_answers, given_facts, DAY).as_json()
    assert once == compile_theme(catalogue, "t", given_answers, given_facts, DAY).as_json()


@given(catalogues(), answers, facts)
def test_the_json_counts_what_it_lists(catalogue, given_answers, given_facts):
    told = compile_theme(catalogue, "t", given_answers, given_facts, DAY).as_json()
    states = [material["state"] for material in told["materials"]]
    assert told["savings"]["materials"]["asked"] == states.count("asked")
    assert told["savings"]["materials"]["after"] == states.count("asked") + states.count("held")
    fields = [field["state"] for field in told["form"]["fields"]]
    assert told["savings"]["fields"]["asked"] == fields.count("asked") + len(told["questions"])

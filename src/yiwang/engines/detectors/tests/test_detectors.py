"""What looks odd is found, asked about once as a case, explained by the unit and closed by another."""

import shutil
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.module_loading import import_string

from yiwang.engines.cases.models import Case, Clock
from yiwang.engines.cases.public import CaseRefused, case_move, case_open_tree
from yiwang.engines.cases.pure import CASE_TYPE
from yiwang.engines.cases.tests import orders_site
from yiwang.engines.cases.tests.orders import DISPATCHER, GOV, WATER, hat, order_seed
from yiwang.engines.cases.tests.world import REPOSITORY, at, citizen
from yiwang.engines.detectors.public import detectors_run
from yiwang.engines.detectors.pure import DETECTOR, SHAPES
from yiwang.engines.ratings.models import Rating, Trace
from yiwang.foundations.releases.tests.standing import release_standing
from yiwang.loader import load

pytestmark = pytest.mark.django_db
EXPLANATION = REPOSITORY / "packs" / "china" / "case-types" / "explanation.yaml"
NOW = at("03-04 03:00")
LINE = """{name}:
  title: {shape}
  shape: {shape}
  opens: explanation
  question: 有<count>件（<day>）
  reviewers: <functions: [government], may: case.supervise>
"""
POSTS = """demo_uscc: "11441299", posts: [{ id: watch, title: 督查, roles: [supervisor] }] }"""
ROLES = "head: { label: 单位负责人, may: [detector.explain] }\n"
RULES = {
    "soon": ("decided_soon", "case_types: order\n  acts: reply\n  after: sign", {"minutes": 10}),
    "same": ("same_reply", "case_types: order\n  acts: reply\n  field: reply", {"length": 5}),
    "late": ("stopped_late", "case_types: order\n  field: handling", {"left": 1}),
    "device": ("same_device", "note: ''", {}),
    "back": ("caller_back", "case_types: order", {"days": 7}),
    "first": ("handled_first", "case_types: order\n  acts: reply\n  field: reply", {}),
}


def rules_text():
    blocks = []
    for name, (shape, names, more) in RULES.items():
        numbers = {"at_least": 2, "look_back": 3, **more} | (
            {"at_least": 1} if name in ("late", "first") else {}
        )
        lines = "".join(
            f"\n    {key}: {{ value: {n}, source: 测试, status: assumed }}" for key, n in numbers.items()
        )
        head = LINE.format(name=name, shape=shape).replace("<", "{").replace(">", "}")
        blocks.append(f"{head}  {names}\n  thresholds:{lines}\n")
    return "".join(blocks)


def written(pack, texts):
    for name, text in texts.items():
        (pack / name).parent.mkdir(exist_ok=True)
        (pack / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def place_standing(tmp_path_factory, django_db_setup, django_db_blocker):
    """A small place with orders, explanations and all shapes of detectors."""
    folder = tmp_path_factory.mktemp("orders")
    orders_site.order_place(folder)
    pack = folder / "china"
    supervisor = orders_site.ROLES.replace("may: [order.supervise]", "may: [order.supervise, case.supervise]")
    gov = (
        'id: dz-gov, name: 区政府办, function: government, division: "441202000000", demo_uscc: "11441299" }'
    )
    assert gov in orders_site.BODIES
    bodies = orders_site.BODIES.replace(gov, gov.replace('demo_uscc: "11441299" }', POSTS))
    written(
        pack,
        {"roles.yaml": supervisor + ROLES, "organisations.yaml": bodies, "detectors/all.yaml": rules_text()},
    )
    shutil.copy(EXPLANATION, pack / "case-types")
    loaded = load(pack, import_string("yiwang.site.kinds.KINDS"))
    assert loaded.world is not None, [problem.sentence() for problem in loaded.problems]
    world = loaded.world
    with release_standing(django_db_blocker.unblock, world) as held:
        yield held


@pytest.fixture
def place(place_standing, db, tmp_path, settings):
    settings.YIWANG_DATA = tmp_path / "data"


def replied(text="管道已经修好，请放心使用", signed="03-03 10:00", when="03-03 10:05", opened="03-03 09:00"):
    made = case_open_tree(actor=citizen(), root=order_seed(), key=str(uuid4()), now=at(opened))
    for actor, act, moment, data in (
        (DISPATCHER, "dispatch", signed, {"unit": WATER}),
        (hat(WATER), "sign", signed, {}),
        (hat(WATER), "reply", when, {"reply": text}),
    ):
        case_move(actor=actor, case_id=made.root_id, act=act, data=data, now=at(moment))
    return made


def found(name, now=NOW):
    run = next(run for run in detectors_run(now) if run.detector == name)
    assert not run.left
    return [Case.objects.get(number=number) for number in run.asked]


def test_decided_in_minutes_is_asked_about_once(place):
    numbers = {replied().number, replied("别的答复，别的事情").number}
    (asked,) = found("soon")
    assert (asked.owner_unit_id, asked.type, asked.party_id) == (WATER, "explanation", None)
    told = {field["label"]: field["said"] for field in asked.data["form"]["fields"]}
    assert told["请说明"] == "有2件（2026年3月3日）"
    assert set(told["有关办件"].split("、")) == numbers
    replied()
    assert found("soon") == []


def test_what_took_its_time_is_not(place):
    replied(when="03-03 10:30")
    replied(when="03-03 10:30")
    assert found("soon") == []


def test_identical_replies_but_for_the_number_and_spaces(place):
    replied(when="03-03 14:00")
    replied("管道已经修好， 请放心使用", when="03-03 14:00")
    assert len(found("same")) == 1


def test_handled_before_it_was_recorded(place):
    replied("2026-03-01", when="03-03 14:00")
    replied("2026-03-03", when="03-03 14:00")
    assert len(found("first")) == 1


def test_stopped_when_a_day_was_left(place):
    early, late = replied(when="03-03 14:00"), replied(when="03-03 14:00")
    for made, spent in ((early, 3), (late, 9)):
        Clock.objects.filter(case_id=made.root_id, key="handling").update(
            state="paused", paused_at=at("03-03 15:00"), spent=spent, limit=10
        )
    (asked,) = found("late")
    assert late.number in str(asked.data) and early.number not in str(asked.data)


def test_the_same_person_back_within_a_week(place):
    replied(opened="02-28 09:00", signed="02-28 10:00", when="02-28 15:00")
    again = replied(when="03-03 14:00")
    asked = found("back")
    assert len(asked) == 1 and again.number in str(asked[0].data)


def test_ratings_from_one_device_tell_the_count_and_no_case(place):
    for n in range(3):
        rating = Rating.objects.create(
            event_blind=str(n), unit_id=WATER, division_id="441202000000", item="x", title="x", grade=5,
            channel="hall", is_named=False, day=at("03-03 09:00").date(),
        )  # fmt: skip
        device = "blind-a" if n < 2 else "blind-b"
        Trace.objects.create(
            rating=rating, at=at("03-03 09:00"), device=device, case_number="2026030300000001"
        )
    (asked,) = found("device")
    assert "有2件" in str(asked.data) and "2026030300000001" not in str(asked.data)
    assert "blind-a" not in str(asked.data)


def test_the_unit_explains_and_another_closes(place):
    replied()
    replied()
    (asked,) = found("soon")
    head, supervisor = hat(WATER, "head"), hat(GOV, "supervisor")
    act = {"case_id": asked.id, "now": NOW + timedelta(hours=6)}
    with pytest.raises(CaseRefused):
        case_move(actor=head, act="accept", data={}, **act)
    said = {"explanation": "线下先办，当天补录", "cause": "practice"}
    assert case_move(actor=head, act="explain", data=said, **act).state == "reviewing"
    with pytest.raises(CaseRefused):
        case_move(actor=head, act="accept", data={}, **act)
    assert case_move(actor=supervisor, act="accept", data={}, **act).state == "explained"


def test_a_dry_run_opens_nothing(place):
    replied()
    replied()
    (run,) = [run for run in detectors_run(NOW, dry=True) if run.detector == "soon"]
    assert run.asked == [f"{WATER}:2026-03-03"]
    assert not Case.objects.filter(type="explanation").exists()


def test_a_shape_that_fails_does_not_hold_up_the_others(place, monkeypatch):
    replied()
    replied()
    broken = {**SHAPES, "same_reply": SHAPES["same_reply"].__class__("x", (), (), "SELECT 1/0")}
    monkeypatch.setattr("yiwang.engines.detectors.services.SHAPES", broken)
    runs = {run.detector: run for run in detectors_run(NOW)}
    assert runs["same"].left and len(runs["soon"].asked) == 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("shape: decided_soon", "shape: guessing", "detector.shape"),
        ("minutes:", "seconds:", "detector.thresholds"),
        ("  after: sign\n", "", "detector.names"),
        ("acts: reply\n  after", "acts: nothing\n  after", "detector.act"),
        (
            "case_types: order\n  acts: reply\n  after",
            "case_types: none\n  acts: reply\n  after",
            "detector.case_type",
        ),
    ],
)
def test_a_broken_definition_is_told(tmp_path, old, new, code):
    pack = tmp_path / "china"
    shutil.copytree(orders_site.FOLDER, pack / "case-types")
    shutil.copy(EXPLANATION, pack / "case-types")
    written(pack, {"pack.yaml": orders_site.PACK, "detectors/all.yaml": rules_text().replace(old, new, 1)})
    problems = [
        one.code for one in load(pack, (CASE_TYPE, DETECTOR)).problems if one.code.startswith("detector")
    ]
    assert problems == [code]

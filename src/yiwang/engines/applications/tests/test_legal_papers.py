"""Every act that the law wants in writing leaves a paper in the deciding body's name: what it says, and to whom."""

import io

import pytest
from pypdf import PdfReader

from yiwang.engines.applications.public import Submission, case_papers, draft_open, draft_submit
from yiwang.engines.cases.pure import CASE_TYPE
from yiwang.engines.catalog.definitions.benefits import check_benefit
from yiwang.engines.catalog.pure import ITEM
from yiwang.foundations.files.public import file_read
from yiwang.foundations.notices.public import Serving, electronic_agree
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.papers.pure import PAPER, paper_set
from yiwang.foundations.scope.public import as_actor

from .conftest import NOW
from .journeys import barber, handed_in, signed
from .test_issuing import WORKER, act, approve, case_of
from .test_several_signers import _typed
from .test_single_item import TYPED


@pytest.fixture(scope="module")
def signboard_standing(city_standing, tmp_path_factory):
    """A signboard permit (行政许可), accepted, for every test."""
    return city_standing.hold(_accepted, tmp_path_factory.mktemp("signboard"))


def _accepted():
    actor = barber()
    with as_actor(actor):
        view = _typed(actor, draft_open(actor, "item:signboard_permit", now=NOW), TYPED)
        view = handed_in(actor, view, NOW)
    view = signed(actor, view)
    with as_actor(actor):
        submission = draft_submit(actor, view.id, now=NOW)
    act(case_of(submission, "signboard_permit"), "complete_intake")
    outbox_drain(200)
    return submission.id


@pytest.fixture
def signboard(signboard_standing, city):
    """That permit as it was handed in."""
    return Submission.objects.get(id=signboard_standing.value)


def words(pdf):
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return text.replace(" ", "").replace("\n", "")


def papers_of(submission, item="signboard_permit"):
    """Template → text of every paper the applicant may read on the case."""
    outbox_drain(200)
    actor, case = barber(), case_of(submission, item)
    with as_actor(actor):
        return {paper.template: words(file_read(actor, paper.file_id)) for paper in case_papers(case.id)}


def test_a_special_procedure_is_told_in_writing_with_the_clock_that_stopped(signboard):
    special = {"kind": "inspection", "ground": "需要检测结构", "expected": "约 5 个工作日"}
    act(case_of(signboard, "signboard_permit"), "start_special", **special)
    text = papers_of(signboard)["special_notice"]
    for part in (
        "特别程序告知书",
        "检验检测",
        "需要检测结构",
        "约5个工作日",
        "时限停止计算",
        "城市管理",
        "演示",
    ):
        assert part in text, part


def test_an_extension_is_told_in_writing_with_its_reason_and_the_new_day(signboard):
    case = case_of(signboard, "signboard_permit")
    act(case, "ask_extension", extension_reason="情况复杂")
    act(case, "approve_extension", told="需要向外省核实材料")
    text, due = papers_of(signboard)["extension_notice"], case_of(signboard, "signboard_permit").due_at
    assert "需要向外省核实材料" in text and f"{due.year}年{due.month}月{due.day}日" in text


def test_a_permit_granted_has_its_decision_and_what_was_served_its_receipt(signboard):
    approve(signboard, "signboard_permit")
    made = papers_of(signboard)
    assert "准予行政许可" in made["approval_decision"]
    assert "送达回证" in made["delivery_receipt"] and "准予行政许可决定书" in made["delivery_receipt"]


def test_a_refusal_says_what_was_found_why_on_what_law_where_to_turn_and_until_when(signboard):
    case = case_of(signboard, "signboard_permit")
    act(case, "propose", opinion="refuse", grounds="招牌超出建筑外墙一米")
    act(case, "refuse", reason="不符合设置规范")
    text = papers_of(signboard)["refusal_decision"]
    for part in (
        "不予行政许可", "招牌超出建筑外墙一米", "不符合设置规范", "端州区人民政府", "申请行政复议", "六十日",
        "有管辖权的人民法院", "六个月", "未核对原文",
    ):  # fmt: skip
        assert part in text, part


def test_who_is_not_the_right_body_says_whose_it_is_and_how_to_contest_that(city):
    actor = barber()
    with as_actor(actor):
        view = _typed(actor, draft_open(actor, "item:signboard_permit", now=NOW), TYPED)
        view = handed_in(actor, view, NOW)
    view = signed(actor, view)
    with as_actor(actor):
        submission = draft_submit(actor, view.id, now=NOW)
    said = {"ground": "not_competent", "explanation": "店面在公路用地内", "direction": "公路管理机构"}
    act(case_of(submission, "signboard_permit"), "decline", **said)
    text = papers_of(submission)["decline_notice"]
    for part in ("店面在公路用地内", "不属于本机关职权范围", "请向公路管理机构申请", "六十日"):
        assert part in text, part


@pytest.mark.parametrize(
    ("kind", "title"), [("01", "不予行政许可决定书"), ("05", "不予给付决定书"), ("20", "不予办理决定书")]
)
def test_each_kind_of_item_is_refused_in_its_own_words(city, kind, title):
    """A benefit that is not paid is no permit that is not granted."""
    chosen = city.get(CASE_TYPE, "service_item").paper_for("refusal", kind)
    paper = city.get(PAPER, chosen)
    text = words(paper_set(city, chosen, paper.sample))
    assert paper.title == title and paper.kind == "refusal" and title in text
    assert ("行政许可" in text.partition("引用的规定")[0]) == (kind == "01")


def test_only_permits_are_granted_as_permits(city):
    kind = city.get(CASE_TYPE, "service_item")
    assert kind.paper_for("approval", "01") == "approval_decision"
    assert kind.paper_for("approval", "05") == "grant_decision" and kind.paper_for("approval", "20") == ""


def submitted(item, typed):
    """A single item, handed in by the barber."""
    actor = barber()
    with as_actor(actor):
        view = _typed(actor, draft_open(actor, f"item:{item}", now=NOW), typed)
        view = handed_in(actor, view, NOW)
    view = signed(actor, view)
    with as_actor(actor):
        return draft_submit(actor, view.id, now=NOW)


def test_a_benefit_is_granted_in_writing_with_amount_period_basis_and_where_to_turn(city):
    typed = {"person.device_kind": "wheelchair", "person.division": "441202001000"}
    submission = submitted("assistive_device", typed)
    case = case_of(submission, "assistive_device")
    act(case, "complete_intake")
    act(case_of(submission, "assistive_device"), "propose", opinion="approve", grounds="符合条件")
    act(case_of(submission, "assistive_device"), "approve", decision="普通轮椅一辆")
    text = papers_of(submission, "assistive_device")["grant_decision"]
    for part in (
        "给付决定书", "按当地公布的基本型目录", "普通轮椅一辆", "适配一次",
        "由适配机构评估后交付", "六十日", "端州区", "未核对原文",
    ):  # fmt: skip
        assert part in text, part
    device = city.get("element", "device_kind").options["wheelchair"]
    assert device in text, "what was asked for is told in words"


def test_a_case_type_that_makes_no_grant_is_told(city):
    device = city.get(ITEM, "assistive_device")
    assert list(check_benefit(device, city)) == []
    told = list(check_benefit(device.model_copy(update={"case_type": "entrusted_item"}), city))
    assert [one.code for one in told] == ["item.grant_paper"]


def test_what_gives_nothing_yet_has_no_grant(city):
    """The town's first opinion on social aid is passed on to the county; only the county grants."""
    review, aid = city.get(ITEM, "aid_town_review"), city.get(ITEM, "minimum_living")
    assert review.power_type == aid.power_type == "05"
    assert review.benefit is None and aid.benefit is not None


def test_without_consent_a_paper_is_brought_and_with_it_it_is_read_here(signboard):
    actor, case = barber(), case_of(signboard, "signboard_permit")
    with as_actor(WORKER):
        waiting = Serving.objects.get(title="受理通知书")
    assert (waiting.kind, waiting.unit_id, waiting.number) == ("paper", case.owner_unit_id, case.number)
    with as_actor(actor):
        agreed = electronic_agree(actor, case.party_id, now=NOW)
    assert "2026-01 版" in agreed.wording and "随时" in agreed.wording
    act(case, "start_special", kind="inspection", ground="需要检测", expected="约 5 个工作日")
    outbox_drain(200)
    with as_actor(WORKER):
        assert not Serving.objects.filter(title="特别程序告知书").exists()


def test_the_proof_of_a_service_is_not_served_itself(signboard):
    approve(signboard, "signboard_permit")
    outbox_drain(200)
    with as_actor(WORKER):
        titles = set(Serving.objects.filter(kind="paper").values_list("title", flat=True))
    assert titles == {"受理通知书", "准予行政许可决定书"}

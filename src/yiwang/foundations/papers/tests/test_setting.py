"""Papers are set whole or not at all: contract kept, every glyph there, same bytes every time."""

import io
import shutil
from datetime import date

import pytest
from pypdf import PdfReader

from yiwang.foundations.papers.domain import glyphs as glyphs_module
from yiwang.foundations.papers.domain.glyphs import FONTS, font_folders, fonts_add
from yiwang.foundations.papers.pure import (
    PAPER,
    MissingGlyphError,
    PaperDataError,
    TemplateError,
    missing_in,
    paper_set,
)
from yiwang.loader import UnknownDefinition, load

RARE = "𠮷𬭩㐂䶮𰻝"
EXPECTED = {
    "acceptance_notice", "supplement_notice", "decline_notice", "approval_decision", "refusal_decision",
    "application_form", "receipt", "business_licence", "hygiene_licence", "seal_record", "signboard_permit",
}  # fmt: skip


def sample(papers, paper_id):
    return dict(papers.get(PAPER, paper_id).base(papers).sample)


def words(pdf):
    return (
        "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
        .replace(" ", "")
        .replace("\n", "")
    )


def test_the_national_pack_has_the_papers_that_cases_issue(papers):
    assert set(papers.all(PAPER)) >= EXPECTED


@pytest.mark.parametrize("paper_id", sorted(EXPECTED))
def test_every_paper_is_set_from_its_sample_the_same_each_time(papers, paper_id):
    first = paper_set(papers, paper_id, sample(papers, paper_id))
    assert first == paper_set(papers, paper_id, sample(papers, paper_id))
    assert "演示" in words(first)


def test_all_fonts_in_a_paper_are_embedded_and_ours(papers):
    pdf = PdfReader(io.BytesIO(paper_set(papers, "refusal_decision", sample(papers, "refusal_decision"))))
    fonts = [font.get_object() for page in pdf.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object()
        assert "Yiwang" in font["/BaseFont"]
        assert {"/FontFile3", "/FontFile2"} & set(inner["/FontDescriptor"].keys())


def test_a_refusal_says_facts_basis_and_remedies(papers):
    text = words(paper_set(papers, "refusal_decision", sample(papers, "refusal_decision")))
    for part in (
        "查明的事实",
        "第二百七十九条",
        "端州区人民政府申请行政复议",
        "六十日",
        "六个月",
        "提起行政诉讼",
    ):
        assert part in text


def test_a_paper_like_another_has_its_own_title(papers):
    data = {name: value for name, value in sample(papers, "hygiene_application").items() if name != "title"}
    assert "公共场所卫生许可证申请表" in words(paper_set(papers, "hygiene_application", data))


def test_dates_may_be_dates(papers):
    data = {**sample(papers, "hygiene_licence"), "valid_from": date(2027, 1, 5)}
    assert "2027年1月5日" in words(paper_set(papers, "hygiene_licence", data))


def test_everything_wrong_with_the_data_is_told_at_once(papers):
    data = {**sample(papers, "refusal_decision"), "facts": "", "date": "明天", "extra": "x"}
    data["remedy"] = {**data["remedy"], "court": None}
    with pytest.raises(PaperDataError) as caught:
        paper_set(papers, "refusal_decision", data)
    told = str(caught.value)
    for word in ("不予行政许可决定书", "查明的事实", "日期", "extra", "救济途径·管辖法院"):
        assert word in told
    assert len(caught.value.problems) == 4


def test_rows_are_checked_one_by_one(papers):
    data = sample(papers, "supplement_notice")
    data["remarks"] = [data["remarks"][0], {**data["remarks"][1], "basis": ""}]
    with pytest.raises(PaperDataError, match="补正内容第2行·依据"):
        paper_set(papers, "supplement_notice", data)


def test_a_character_without_a_glyph_is_named_and_nothing_is_printed(papers):
    data = {**sample(papers, "business_licence"), "name": "\U0002ebe0野理发店\U0001f642\ue000"}
    with pytest.raises(MissingGlyphError) as caught:
        paper_set(papers, "business_licence", data)
    assert caught.value.characters == ["\ue000", "\U0001f642", "\U0002ebe0"]
    assert "U+2EBE0" in str(caught.value) and "YIWANG_FONTS" in str(caught.value)


@pytest.mark.parametrize("paper_id", ["business_licence", "approval_decision"])
def test_rare_characters_of_names_are_printed_and_can_be_read_out(papers, paper_id):
    data = sample(papers, paper_id)
    field = "operator" if paper_id == "business_licence" else "addressee"
    read = words(paper_set(papers, paper_id, {**data, field: f"李{RARE}"}))
    assert f"李{RARE}" in read


def test_a_site_adds_fonts_of_its_own(papers, tmp_path, monkeypatch):
    monkeypatch.setattr(glyphs_module, "_added", [])
    shutil.copy(FONTS / "YiwangRareSC-Regular.otf", tmp_path / "more.otf")
    fonts_add(tmp_path)
    assert font_folders() == (FONTS, tmp_path) and missing_in(["龘"]) == []
    glyphs_module.glyphs.cache_clear()


def test_all_words_of_the_templates_themselves_have_glyphs(papers):
    texts = [papers.asset(path).decode() for path in papers.assets]
    assert missing_in(texts) == []


def test_the_fonts_know_both_levels_of_gb_2312_and_stay_small():
    level_1_and_2 = "".join(
        bytes([row, cell]).decode("gb2312", "ignore")
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
    )
    assert len(level_1_and_2) == 6763
    assert missing_in([level_1_and_2]) == []
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text()
    assert all(font.stat().st_size < 6_000_000 for font in FONTS.glob("*.otf"))


def test_data_are_never_read_as_template_code(papers):
    data = {**sample(papers, "business_licence"), "name": "#panic() $x$ *甲* \\ @preview"}
    assert "#panic()$x$*甲*" in words(paper_set(papers, "business_licence", data))


def test_an_unknown_paper_is_told(papers):
    with pytest.raises(UnknownDefinition):
        paper_set(papers, "no_such_paper", {})


def pack(tmp_path, yaml, typ=None):
    folder = tmp_path / "tiny"
    (folder / "papers").mkdir(parents=True)
    (folder / "pack.yaml").write_text('id: tiny\nversion: "1"\ntitle: 小\n')
    (folder / "papers" / "note.yaml").write_text(yaml)
    if typ is not None:
        (folder / "papers" / "note.typ").write_text(typ)
    return load(folder, (PAPER,))


GOOD = "title: 便条\nfields:\n  name: { label: 姓名 }\nsample: { name: 甲 }\n"


@pytest.mark.parametrize(
    ("yaml", "typ", "code"),
    [
        (GOOD, None, "paper.no_template"),
        (GOOD, '#import "@preview/x:1.0.0": *', "paper.package"),
        (GOOD.replace("{ name: 甲 }", "{}"), "x", "paper.sample"),
        (GOOD.replace("{ name: 甲 }", "{ name: 甲, age: '3' }"), "x", "paper.sample"),
        (GOOD + "like: note\n", "x", "paper.like"),
    ],
)
def test_a_wrong_paper_is_told_to_its_author(tmp_path, yaml, typ, code):
    problems = pack(tmp_path, yaml, typ).problems
    assert code in {problem.code for problem in problems}
    assert all(problem.file.endswith("papers/note.yaml") for problem in problems)


def test_a_broken_template_says_what_typst_says(tmp_path):
    world = pack(tmp_path, GOOD, "#unknown-word").world
    with pytest.raises(TemplateError, match="unknown-word"):
        paper_set(world, "note", {"name": "甲"})

"""The monthly report as a workbook and as a Word document laid out as official documents are (GB/T 9704—2012)."""

import io
from typing import Any

import xlsxwriter
from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from yiwang.kernel.spreadsheets import safe_cell

TITLE, BODY, HEADING = ("方正小标宋简体", 22), ("仿宋_GB2312", 16), ("黑体", 16)
"""Faces and sizes in points: 2 号 for the title, 3 号 for text and headings (GB/T 9704—2012, 7.2, 7.3)."""

SMALL = ("仿宋_GB2312", 12)
LINE = Pt(28)
"""22 lines on a page of 225 mm (GB/T 9704—2012, 5.2.3)."""


def monthly_xlsx(held: dict[str, Any], notes: list[str]) -> bytes:
    """A workbook: one sheet for the shares with their definitions, one for each table; no cell is a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    head = ["指标", "本月", "分子/分母", "上月", "定义", "出处"]
    keys = ("label", "said", "made", "before", "note", "source")
    rows = [[one[key] for key in keys] for one in held["figures"]]
    rows += [["受理（件）", str(held["total"]), "", str(held["before"]), "本月受理的件数", ""]]
    _sheet(book, "指标", head, [*rows, [], *([note] for note in notes)])
    for table in held["tables"]:
        _sheet(book, table["title"], table["head"], table["rows"])
    book.close()
    return out.getvalue()


def _sheet(book: xlsxwriter.Workbook, title: str, head: list[str], rows: list[list[str]]) -> None:
    sheet = book.add_worksheet(title)
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, head, bold)
    for at, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if cell.isdigit():
                sheet.write_number(at, column, int(cell))
            else:
                sheet.write_string(at, column, safe_cell(cell))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, len(head), 16)


def monthly_docx(held: dict[str, Any], notes: list[str]) -> bytes:
    """A document that one goes on writing in: A4, the measures of official documents, notes at its end."""
    paper = Document()
    _page(paper)
    if held["is_demo"]:
        _said(paper.add_paragraph(), "演示，不是公文", HEADING)
    title = paper.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _said(title, f"{held['title']}\n（{held['period']}）", TITLE)
    _heading(paper, "一、受理情况")
    _text(paper, f"{held['period']}受理诉求 {held['total']} 件，上月 {held['before']} 件。")
    _heading(paper, "二、办理指标")
    for number, one in enumerate(held["figures"], start=1):
        _text(paper, f"{one['label']} {one['said']}（{one['made']}），上月 {one['before']}〔{number}〕。")
    for chapter, table in zip("三四五六", held["tables"], strict=False):
        _heading(paper, f"{chapter}、{table['title']}")
        _table(paper, table)
    _heading(paper, "注")
    for note in notes:
        _said(paper.add_paragraph(), note, SMALL)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _page(paper: Paper) -> None:
    """A4 with 37 mm above, 28 mm at the left and a text of 156 by 225 mm (GB/T 9704—2012, 5.2)."""
    page = paper.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.PORTRAIT, Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    page.footer_distance = Mm(28)
    foot = page.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _said(foot, "— ", ("宋体", 14))
    _number(foot)
    _said(foot, " —", ("宋体", 14))


def _number(foot: Paragraph) -> None:
    """The page's number, as Word counts it."""
    run = foot.add_run()
    run.font.size = Pt(14)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _heading(paper: Paper, text: str) -> None:
    held = paper.add_paragraph()
    _spaced(held)
    _said(held, text, HEADING)


def _text(paper: Paper, text: str) -> None:
    held = paper.add_paragraph()
    _spaced(held)
    _said(held, text, BODY)


def _spaced(held: Paragraph) -> None:
    """Two signs in, 28 points from line to line."""
    form = held.paragraph_format
    form.first_line_indent, form.space_after = Pt(32), Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, LINE


def _said(held: Paragraph, text: str, face: tuple[str, int]) -> None:
    run = held.add_run(text)
    run.font.name, run.font.size = face[0], Pt(face[1])
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face[0])


def _table(paper: Paper, held: dict[str, Any]) -> None:
    rows = [held["head"], *held["rows"]]
    made = paper.add_table(rows=len(rows), cols=len(held["head"]), style="Table Grid")
    for line, row in zip(made.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            _said(cell.paragraphs[0], text, SMALL)

"""Every licence type of the national pack becomes a sealed PDF that an independent tool accepts."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from yiwang.engines.licences.models import LicenceNumber
from yiwang.engines.licences.public import (
    LICENCE_TYPE,
    LicenceNotVisible,
    LicenceRefused,
    licence_authorise,
    licence_card,
    licence_pdf,
    licence_reissue,
    licence_verify,
)
from yiwang.foundations.papers.public import verification_code_lookup
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC

from .factories import NOW, TODAY, WORKER, citizen, issued, person, staff

PAPERED = sorted(
    path.stem
    for path in (Path(__file__).resolve().parents[5] / "packs/china/licences").glob("*.yaml")
    if "\npaper:" in path.read_text(encoding="utf-8")
)


def papered(pack, type_id="hygiene_licence", **more):
    """A licence of the pack's type, its face filled but for what the issue itself gives."""
    kind = pack.get(LICENCE_TYPE, type_id)
    holder = person("端州区小满理发店", kind="organisation" if "organisation" in kind.holders else "person")
    face = {name: "梁小满" for name, field in kind.face.items() if not field.fill}
    return holder, issued(holder, type=type_id, face=face, world=pack, is_demo=True, **more)


def pdf_of(licence, actor):
    with as_actor(actor):
        return licence_pdf(actor=actor, licence_id=licence.id, purpose="查看", now=NOW)


def text_of(pdf):
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("type_id", PAPERED)
def test_every_type_with_a_paper_can_be_issued(city, pack, type_id):
    holder, licence = papered(pack, type_id)
    card = licence_card(citizen(holder), licence.id, TODAY)
    text = text_of(pdf_of(licence, citizen(holder)))
    assert card.has_pdf
    assert card.code in text
    assert licence.unit_name in text


def test_an_independent_tool_accepts_the_signature(city, pack, tmp_path):
    holder, licence = papered(pack)
    tool = shutil.which("pdfsig")
    assert tool, "缺少 pdfsig：请安装 poppler-utils（apt-get install poppler-utils），用它独立核验签章。"
    path = tmp_path / "licence.pdf"
    path.write_bytes(pdf_of(licence, citizen(holder)))
    said = subprocess.run([tool, str(path)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said


def test_the_code_on_the_paper_verifies_the_licence_and_leads_to_it(city, pack):
    holder, licence = papered(pack)
    code = licence_card(citizen(holder), licence.id, TODAY).code
    with as_actor(PUBLIC):
        assert licence_verify(code, now=NOW).holders == ("端州区小满理发店",)
        found = verification_code_lookup(code)
    assert (found.kind, found.subject) == ("licence", f"{licence.id}:1")
    assert found.digest


def test_numbers_are_drawn_by_unit_and_year_without_gaps(city, pack):
    for key, number in (("a", "第 0001 号"), ("b", "第 0002 号")):
        holder, licence = papered(pack, key=key)
        assert number in dict(licence_card(citizen(holder), licence.id, TODAY).face)["证号"]
    with pytest.raises(LicenceRefused):
        papered(pack, key="c", issuing_unit="nobody")
    assert LicenceNumber.objects.get().last == 2


def test_a_new_version_keeps_the_number_and_supersedes_the_old_code(city, pack):
    holder, licence = papered(pack)
    old = licence_card(citizen(holder), licence.id, TODAY)
    with as_actor(WORKER):
        licence_reissue(
            actor=WORKER, licence_id=licence.id, face={"project": "美容"}, reason="变更", now=NOW, world=pack
        )
    new = licence_card(citizen(holder), licence.id, TODAY)
    assert dict(new.face)["证号"] == dict(old.face)["证号"]
    assert "美容" in text_of(pdf_of(licence, citizen(holder)))
    with as_actor(PUBLIC):
        assert licence_verify(old.code, now=NOW).state == "superseded"
        assert licence_verify(new.code, now=NOW).state == "valid"


def test_an_authorised_unit_reads_the_pdf_and_others_do_not(city, pack):
    holder, licence = papered(pack)
    with pytest.raises(LicenceNotVisible):
        pdf_of(licence, staff("market"))
    with as_actor(citizen(holder)):
        licence_authorise(
            actor=citizen(holder), licence_id=licence.id, unit="market", purpose="核对", now=NOW, times=1
        )
    assert pdf_of(licence, staff("market")).startswith(b"%PDF")
    with pytest.raises(LicenceNotVisible):
        pdf_of(licence, staff("market"))


def test_a_collected_licence_has_no_pdf_of_ours(holder):
    with pytest.raises(LicenceRefused, match="从其他系统归集"):
        pdf_of(issued(holder), citizen(holder))

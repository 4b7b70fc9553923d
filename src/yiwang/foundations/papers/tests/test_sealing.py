"""A sealed paper verifies with tools that are not ours, shows a labelled seal, and every use is on record."""

import asyncio
import io
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from pypdf import PdfReader

from yiwang.foundations.divisions.models import Division
from yiwang.foundations.keys.public import key_rotate, reencrypt
from yiwang.foundations.organisations.models import Body, Unit
from yiwang.foundations.papers.domain.authority import root_made, unit_made
from yiwang.foundations.papers.domain.sealing import SealRequest
from yiwang.foundations.papers.domain.signing import pdf_sealed
from yiwang.foundations.papers.models import SealIdentity, SealUse
from yiwang.foundations.papers.public import NoSuchSealError, paper_seal, seal_root_certificate
from yiwang.foundations.papers.pure import PAPER, MissingGlyphError, paper_set, seal_picture
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
NAME = "端州区市场监督管理局"
CLERK = Actor(
    audience="staff", hat="post:issuer", unit="market-approval", units=("market", "market-approval")
)


@pytest.fixture
def units():
    division = Division.objects.create(
        code="441202", name="端州区", level="county", kind="district", path=["441202"]
    )
    body = Body.objects.create(
        id="market", name=NAME, short="市监", function="market", division=division, level="county"
    )
    return Unit.objects.create(
        id="market-approval", body=body, name="审批科", division=division, path=["market", "market-approval"]
    )


@pytest.fixture
def paper(papers):
    return paper_set(papers, "business_licence", papers.get(PAPER, "business_licence").sample)


def sealed(paper, actor=CLERK):
    with as_actor(actor):
        return paper_seal(
            paper, "market-approval", "准予登记", {"case": "20261122-0007-3"}, actor=actor, now=NOW
        )


def checked_by_pyhanko(pdf):
    from asn1crypto import x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    root = x509.Certificate.load(seal_root_certificate())
    trusted = ValidationContext(trust_roots=[root])
    return apart(validate_pdf_signature, signature, trusted)


def apart(run, *given):
    """Run it in a thread of its own: a browser of other tests may hold an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run, *given).result()


def checked_by_pdfsig(pdf, tmp_path):
    tool = shutil.which("pdfsig")
    assert tool, "缺少 pdfsig：请安装 poppler-utils，用它独立核验签章。"
    (tmp_path / "sealed.pdf").write_bytes(pdf)
    return subprocess.run(
        [tool, str(tmp_path / "sealed.pdf")], capture_output=True, text=True, check=False
    ).stdout


def test_the_seal_is_valid_and_trusted_under_the_demonstration_root(units, paper):
    status = checked_by_pyhanko(sealed(paper))
    assert status.intact
    assert status.valid
    assert status.trusted
    assert status.bottom_line


def test_an_independent_tool_says_valid_and_that_it_covers_the_whole_document(units, paper, tmp_path):
    said = checked_by_pdfsig(sealed(paper), tmp_path)
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert f"演示章·{NAME}" in said


def test_a_seal_is_made_where_an_event_loop_is_already_running(paper):
    root = root_made(NOW)
    request = SealRequest("market", NAME, "准予登记", NOW, {})

    async def within_a_loop():
        return pdf_sealed(paper, request, unit_made(root, NAME, NOW), root)

    assert PdfReader(io.BytesIO(apart(asyncio.run, within_a_loop()))).get_fields()["Seal"]["/V"]


def test_a_changed_byte_and_an_appended_one_are_noticed(units, paper, tmp_path):
    pdf = sealed(paper)
    changed = pdf.replace(b"%PDF-1.7", b"%PDF-1.6", 1)
    assert changed != pdf
    assert "Digest Mismatch" in checked_by_pdfsig(changed, tmp_path)
    assert "Total document signed" not in checked_by_pdfsig(pdf + b"%%x\n", tmp_path).replace("Not total", "")


def test_the_seal_stands_where_the_template_says_and_nothing_is_left_to_click(units, paper):
    page = PdfReader(io.BytesIO(sealed(paper))).pages[0]
    notes = [note.get_object() for note in page["/Annots"]]
    assert [note["/Subtype"] for note in notes] == ["/Widget"]
    left, _, right, top = (float(edge) for edge in notes[0]["/Rect"])
    assert left > float(page.mediabox.width) / 2
    assert top < float(page.mediabox.height) / 2
    assert abs((right - left) - 119) < 2


def test_a_paper_without_a_mark_is_sealed_low_on_the_last_page(units, papers):
    pdf = paper_set(papers, "receipt", papers.get(PAPER, "receipt").sample)
    assert checked_by_pyhanko(sealed(pdf)).bottom_line


def test_the_seal_says_in_itself_that_it_is_a_demonstration(units, paper):
    text = PdfReader(io.BytesIO(seal_picture(NAME))).pages[0].extract_text()
    assert "演示章" in text.replace("\n", "")


def test_a_name_the_fonts_do_not_know_makes_no_seal():
    with pytest.raises(MissingGlyphError):
        seal_picture("\U0001f642局")


def test_every_use_is_on_record_for_the_unit(units, paper):
    pdf = sealed(paper)
    import hashlib

    with as_actor(CLERK):
        use = SealUse.objects.get()
    assert (use.unit_id, use.unit_name, use.reason, use.is_demo) == ("market", NAME, "准予登记", True)
    assert (bytes(use.digest), use.hat, use.details) == (
        hashlib.sha256(pdf).digest(), "post:issuer", {"case": "20261122-0007-3"},
    )  # fmt: skip
    with as_actor(Actor(audience="staff", units=("tax",))):
        assert not SealUse.objects.exists()


def test_one_certificate_per_body_whose_key_is_closed_and_survives_rotation(units, paper):
    sealed(paper)
    sealed(paper)
    assert sorted(SealIdentity.objects.values_list("unit_id", flat=True)) == ["", "market"]
    assert bytes(SealIdentity.objects.get(unit_id="market").private_key).startswith(b"k1.")
    key_rotate()
    reencrypt()
    assert bytes(SealIdentity.objects.get(unit_id="market").private_key).startswith(b"k2.")
    assert checked_by_pyhanko(sealed(paper)).bottom_line


def test_an_unknown_unit_has_no_seal(paper):
    with pytest.raises(NoSuchSealError, match="nowhere"), as_actor(CLERK):
        paper_seal(paper, "nowhere", "x")


def test_an_rsa_key_made_before_goes_on_sealing(units, paper, monkeypatch):
    monkeypatch.setattr(
        "yiwang.foundations.papers.domain.authority._key",
        lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048),
    )
    with as_actor(CLERK):
        made = paper_seal(paper, "market-approval", "准予登记", now=NOW)
    assert checked_by_pyhanko(made).bottom_line

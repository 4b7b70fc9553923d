"""PAdES B-B by pyHanko: a visible seal at its place and a signature over the whole document."""

import io
from typing import Any

from asn1crypto import keys, x509
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import ArrayObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from yiwang.foundations.papers.domain.authority import Identity
from yiwang.foundations.papers.domain.sealing import SealPlace, SealRequest, is_mark, seal_picture, seal_place
from yiwang.kernel.apart import run_apart

FIELD = "Seal"
_RESERVED = 8192
"""Bytes kept free in the file for the signature: else pyHanko signs twice, once to learn the length.

With the chain of two certificates it takes 2 to 3 KB.
"""


def pdf_sealed(pdf: bytes, request: SealRequest, signer: Identity, root: Identity) -> bytes:
    """The PDF with the seal drawn and the signature made. Later changes to the file break the signature."""
    place = seal_place(pdf)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    _mark_removed(writer, place)
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, reason=request.reason, name=f"演示章·{request.unit_name}", md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES, certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )  # fmt: skip
    made = signers.PdfSigner(
        meta,
        _signer(signer, root),
        stamp_style=_style(request.unit_name),
        new_field_spec=fields.SigFieldSpec(FIELD, on_page=place.page, box=place.box),
    )
    target = io.BytesIO()
    run_apart(made.async_sign_pdf(writer, output=target, bytes_reserved=_RESERVED))
    return target.getvalue()


def _signer(identity: Identity, root: Identity) -> signers.SimpleSigner:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register(x509.Certificate.load(root.certificate))
    return signers.SimpleSigner(
        signing_cert=x509.Certificate.load(identity.certificate),
        signing_key=keys.PrivateKeyInfo.load(identity.key),
        cert_registry=store,
    )


def _style(unit_name: str) -> StaticStampStyle:
    whole = SimpleBoxLayoutRule(
        AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins(0, 0, 0, 0), InnerScaling.STRETCH_TO_FIT
    )
    picture = _Drawing(seal_picture(unit_name))
    return StaticStampStyle(
        border_width=0, background=picture, background_layout=whole, background_opacity=0.92
    )


class _Drawing(PdfContent):
    """The only page of a PDF held in memory, drawn into another."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        super().__init__()

    def render(self) -> bytes:
        """Bring the page over as a form and draw it."""
        form = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)), page_ix=0)
        self.resources.xobject[pdf_name("/Seal")] = form
        left, bottom, right, top = form.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Seal Do"


def _mark_removed(writer: Any, place: SealPlace) -> None:
    """Take the template's mark away, so that nothing is left to click."""
    page = writer.find_page_for_modification(place.page)[0].get_object()
    marks = page.get("/Annots", ArrayObject())
    kept = [mark for mark in marks if not is_mark(mark.get_object())]
    if len(kept) < len(marks):
        page[pdf_name("/Annots")] = ArrayObject(kept)
        writer.update_container(page)

"""Images: turned upright, measured before they are decoded.

Re-encoded so that nothing but the picture stays.
"""

import io
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pillow_heif
from PIL import Image, ImageOps

from yiwang.foundations.files.domain.rules import JPEG, PNG, Cleaned, FileRefusedError

pillow_heif.register_heif_opener()

QUALITY = 88
A4 = (1654, 2339)
"""A4 at 200 dots per inch, upright."""
_DPI = 200.0


def image_cleaned(data: bytes, mime: str, max_pixels: int) -> Cleaned:
    """The picture upright, without EXIF or any other rider; PNG stays PNG, all else becomes JPEG.

    Raises:
        FileRefusedError: too many pixels, or not readable to its end.
    """
    picture = _opened(data, max_pixels)
    kept = mime if mime == PNG else JPEG
    return Cleaned(_encoded(picture, kept), kept)


def images_as_pdf(images: Iterable[bytes], max_pixels: int) -> bytes:
    """Photographs as one PDF: a page each, upright, on A4 lying or standing as the picture does.

    The same photographs give the same bytes.

    Raises:
        FileRefusedError: no image, one too big, or one that cannot be read.
    """
    pages = [_page(_opened(data, max_pixels)) for data in images]
    if not pages:
        raise FileRefusedError("empty", "还没有照片，请先拍照或选择照片。")
    target, epoch = io.BytesIO(), time.gmtime(0)
    pages[0].save(
        target, "PDF", save_all=True, append_images=pages[1:], resolution=_DPI, quality=QUALITY,
        creationDate=epoch, modDate=epoch, producer="", title="",
    )  # fmt: skip
    return target.getvalue()


def _opened(data: bytes, max_pixels: int) -> Image.Image:
    with _readable():
        picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > max_pixels:
            million = f"{max_pixels / 1_000_000:.0f}00 万"
            raise FileRefusedError("pixels", f"图片超过 {million}像素。请用较低的清晰度重拍，或缩小后上传。")
        picture.load()
        return ImageOps.exif_transpose(picture)


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise FileRefusedError("damaged", "图片打不开，可能没有传完整。请重新拍照或上传。") from error


def _encoded(picture: Image.Image, mime: str) -> bytes:
    target = io.BytesIO()
    if mime == PNG:
        plain = picture.convert("RGBA" if _has_alpha(picture) else "RGB")
        plain.info.clear()
        plain.save(target, "PNG", optimize=False)
    else:
        _flat(picture).save(target, "JPEG", quality=QUALITY)
    return target.getvalue()


def _flat(picture: Image.Image) -> Image.Image:
    """The picture without transparency, on white, and without its riders."""
    if _has_alpha(picture):
        shaped = picture.convert("RGBA")
        picture = Image.new("RGB", shaped.size, "white")
        picture.paste(shaped, mask=shaped.getchannel("A"))
    flat = picture.convert("RGB")
    flat.info.clear()
    return flat


def _has_alpha(picture: Image.Image) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info


def _page(picture: Image.Image) -> Image.Image:
    size = A4 if picture.height >= picture.width else (A4[1], A4[0])
    sheet = Image.new("RGB", size, "white")
    shrunk = ImageOps.contain(_flat(picture), size)
    sheet.paste(shrunk, ((size[0] - shrunk.width) // 2, (size[1] - shrunk.height) // 2))
    return sheet

"""Simulated devices, labelled as such: they read demo persons only, and every picture bears 模拟."""

import base64
import itertools
import sys
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from .bridge import Device, DeviceRefused


def simulated_devices(people: Iterable[Mapping[str, str]]) -> dict[str, Device]:
    """All devices of the protocol.

    Args:
        people: what the id reader reads, one after another, round and round: ``kind``, ``number``, ``name``.
    """
    cards = itertools.cycle(list(people) or [{}])

    def read(_asked: Mapping[str, Any]) -> Mapping[str, Any]:
        card = next(cards)
        if not card:
            raise DeviceRefused("读卡器上没有证件。请放上证件再读，或手工录入。")
        return {**card, "simulated": True}

    def printed(asked: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"printed": True, "bytes": len(str(asked.get("data", ""))), "simulated": True}

    def called(asked: Mapping[str, Any]) -> Mapping[str, Any]:
        words = f"（模拟叫号）请 {asked.get('label', '')} 号到 {asked.get('where', '')}\n"
        sys.stderr.write(words)
        return {"called": True, "simulated": True}

    return {
        "id-reader": read,
        "document-camera": lambda _asked: _picture("JPEG", (900, 1200), "image/jpeg"),
        "signature-pad": lambda _asked: _picture("PNG", (480, 160), "image/png"),
        "printer": printed,
        "caller": called,
    }


def _picture(kind: str, size: tuple[int, int], mime: str) -> Mapping[str, Any]:
    picture, data = Image.new("RGB", size, "white"), BytesIO()
    draw = ImageDraw.Draw(picture)
    draw.line(
        [(20, size[1] // 2), (size[0] // 2, size[1] // 4), (size[0] - 20, size[1] // 2)], fill="navy", width=4
    )
    draw.text((20, size[1] - 30), "SIMULATED", fill="red")
    picture.save(data, kind)
    return {"mime": mime, "data": base64.b64encode(data.getvalue()).decode(), "simulated": True}

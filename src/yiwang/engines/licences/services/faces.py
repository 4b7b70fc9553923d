"""The face of a licence: checked against its type, its secrets closed, and what the paper prints of it."""

from collections.abc import Mapping
from typing import Any

from yiwang.engines.catalog.pure import ELEMENT
from yiwang.foundations.keys.public import encrypt
from yiwang.kernel.ids import mask_name
from yiwang.loader import World

from ..definitions import FaceField, LicenceType
from ..domain.errors import LicenceRefused
from ..domain.words import face_words
from ..selectors import FACE_PURPOSE


def face_checked(kind: LicenceType, face: Mapping[str, Any]) -> dict[str, Any]:
    """The face in the type's order; what is not given stays empty.

    Raises:
        LicenceRefused: it has a field that the type has not.
    """
    strangers = sorted(set(face) - set(kind.face))
    if strangers:
        raise LicenceRefused(f"证照“{kind.name}”的照面没有“{'、'.join(strangers)}”，请核对证照类型的 face。")
    return {name: face.get(name, "") for name in kind.face}


def face_closed(kind: LicenceType, face: Mapping[str, Any], world: World) -> dict[str, Any]:
    """The face as it is stored: values of PII class secret are closed one by one."""
    return {
        name: encrypt(str(value), purpose=FACE_PURPOSE)
        if value and _secret(kind.face[name], world)
        else value
        for name, value in face.items()
    }


def face_labels(kind: LicenceType, world: World) -> dict[str, str]:
    """What the face calls its fields."""
    return {name: held.label or _element_label(held, world) for name, held in kind.face.items()}


def face_printed(kind: LicenceType, face: Mapping[str, Any], world: World) -> list[dict[str, str]]:
    """The lines that stand on the paper: label and value in words."""
    labels, words = face_labels(kind, world), face_words(kind.face, face, world)
    return [
        {"label": labels[name], "value": words[name]}
        for name, held in kind.face.items()
        if held.printed and words[name]
    ]


def holder_masked(name: str, party_kind: str) -> str:
    """A holder as strangers may see it: persons starred, organisations in full."""
    return mask_name(name) if party_kind == "person" else name


def _secret(field: FaceField, world: World) -> bool:
    element = world.find(ELEMENT, field.element) if field.element else None
    return field.secret or (element is not None and element.pii == "secret")


def _element_label(field: FaceField, world: World) -> str:
    element = world.find(ELEMENT, field.element) if field.element else None
    return element.label if element else ""

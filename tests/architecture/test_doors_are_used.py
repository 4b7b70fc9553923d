"""What an app's doors offer, somebody takes: a name that nobody imports through them is not offered."""

import ast
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IMPORTED = re.compile(r"^\s*from ([\w.]*\b(?:public|pure)) import (\([^)]*\)|[^\n]+)", re.MULTILINE)
WHOLE = re.compile(r"^\s*from ([\w.]+) import (?:\w+, )*(public|pure)\b(?: as (\w+))?", re.MULTILINE)

OFFERED = {
    "applications.public": {"register_fact_source"},  # how a city's own source of facts is bound
    "applications.pure": {"FactQuery", "FactSource", "Offer"},  # what a source of facts is and is asked
    "calls.pure": {"Exchange"},  # what an adapter of a telephone exchange must do
    "audit.pure": {"StampAuthority"},  # what an adapter of a time stamping authority must do
    "papers.public": {"SealProvider", "SealRequest", "seal_provider_use"},  # how a city brings its own seals
    "hotline.pure": {"ChannelGateway"},  # what an adapter of a platform must do
    "handovers.pure": {"Carrier", "CarrierSilent"},  # what an adapter of a carrier must do, and raises
    "tellings.pure": {"Recipients"},  # what a room must do whose senders are told how their cases go
    "externals.pure": {"GatewaySilent"},  # what an adapter of another system raises
    "notices.pure": {"SmsGateway"},  # what an adapter of a gateway must do
}
"""Protocols that adapters fulfil without importing them, and where those of a city's own are bound."""


def doors():
    """Each door: dotted name → the names it offers."""
    for path in (ROOT / "src/yiwang").rglob("*.py"):
        name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
        if re.search(r"\.(public|pure)$", name) and ".tests." not in name:
            yield name, set(offered(path))


def offered(path):
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            yield from ast.literal_eval(node.value)


def taken():
    """Each door → the names that other modules take through it."""
    found = defaultdict(set)
    for folder in ("src", "tests", "tools", "benchmarks"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            here = path.relative_to(ROOT / "src" if folder == "src" else ROOT).with_suffix("").parts
            for door, names in IMPORTED.findall(text):
                found[absolute(door, here)] |= set(re.findall(r"\w+", names))
            for place, door, alias in WHOLE.findall(text):
                used = re.findall(rf"\b{alias or door}\.(\w+)", text)
                found[f"{absolute(place, here)}.{door}"] |= set(used)
    return found


def absolute(name, here):
    """A dotted name as it is written in a module, from the root."""
    up = len(name) - len(name.lstrip("."))
    return ".".join([*here[:-up], name.lstrip(".")]) if up else name


def test_every_name_at_a_door_is_taken_by_somebody():
    taking, offers = taken(), dict(doors())
    assert len(offers) > 60
    idle = {
        door: left
        for door, names in offers.items()
        if (left := names - taking[door] - OFFERED.get(".".join(door.split(".")[-2:]), set()))
    }
    assert not idle, "\n".join(f"{door}: {', '.join(sorted(left))}" for door, left in sorted(idle.items()))


def test_what_is_offered_to_adapters_is_there():
    offers = {".".join(door.split(".")[-2:]): names for door, names in doors()}
    assert all(names <= offers[door] for door, names in OFFERED.items())

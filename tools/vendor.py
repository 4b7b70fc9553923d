"""Copies the few front-end packages we ship into the tree, with a lock of what they are.

Run it after changing a version below; it needs npm. Nothing else ever does: the copies are committed.
"""

import hashlib
import json
import re
import subprocess
import tempfile
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "src/yiwang/web/static"
LOCK = STATIC / "vendor/vendor.lock.json"
# htmx 2 needs a browser of 2020; 1.9 runs in the WebViews of Android 8 and does all that our pages ask of it.
PACKAGES = {"htmx.org": "1.9.12", "@tabler/icons": "3.51.0", "axe-core": "4.14.1"}
COPIES = {
    "node_modules/htmx.org/dist/htmx.min.js": STATIC / "vendor/htmx@1.9.12/htmx.min.js",
    "node_modules/axe-core/axe.min.js": ROOT / "tests/vendor/axe-core@4.14.1/axe.min.js",
}
SPRITE = STATIC / "vendor/tabler-icons@3.51.0/icons.svg"
ICONS = ROOT / "tools/icons.txt"
SOURCE_MAP = re.compile(rb"\n//# sourceMappingURL=.*")


def main() -> None:
    """Fetch, copy, draw the sprite, write the lock."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        _install(work)
        files = [_copy(work / source, target) for source, target in COPIES.items()]
        files.append(_sprite(work))
        _lock(work, files)


def _install(work: Path) -> None:
    (work / "package.json").write_text(json.dumps({"private": True, "dependencies": PACKAGES}))
    subprocess.run(["npm", "install", "--ignore-scripts", "--silent"], cwd=work, check=True)


def _copy(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(SOURCE_MAP.sub(b"", source.read_bytes()))
    return target


def _sprite(work: Path) -> Path:
    names = sorted(set(ICONS.read_text().split()))
    folder = work / "node_modules/@tabler/icons/icons"
    symbols = "".join(_symbol(folder, name) for name in names)
    SPRITE.parent.mkdir(parents=True, exist_ok=True)
    SPRITE.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n')
    return SPRITE


def _symbol(folder: Path, name: str) -> str:
    root = ElementTree.fromstring((folder / f"outline/{name}.svg").read_text())
    shapes = "".join(_shape(child) for child in root if child.get("stroke") != "none")
    look = (
        'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
    )
    return f'<symbol id="{name}" viewBox="0 0 24 24" {look}>{shapes}</symbol>'


def _shape(element: ElementTree.Element) -> str:
    tag = element.tag.rpartition("}")[2]
    attributes = "".join(f' {key}="{value}"' for key, value in element.attrib.items())
    return f"<{tag}{attributes}/>"


def _lock(work: Path, files: list[Path]) -> None:
    packages = json.loads((work / "package-lock.json").read_text())["packages"]
    entries = {name: _package(packages[f"node_modules/{name}"]) for name in PACKAGES}
    digests = {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    LOCK.write_text(json.dumps({"packages": entries, "files": digests}, indent=2) + "\n")


def _package(entry: dict[str, str]) -> dict[str, str]:
    return {key: entry[key] for key in ("version", "license", "integrity")}


if __name__ == "__main__":
    main()

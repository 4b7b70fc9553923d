"""Writes requirements.lock and requirements-dev.lock from what is installed here: ``python -m tools.lock``.

The first holds what running needs, the second what tests need besides; names and versions only.
"""

import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]


def closure(wanted: list[str]) -> set[str]:
    """Every installed distribution that these requirements need, themselves included: ``name==version``."""
    seen: set[tuple[str, str]] = set()
    waiting = [Requirement(text) for text in wanted]
    while waiting:
        waiting.extend(_needs(waiting.pop(), seen))
    return {f"{name}=={distribution(name).version}" for name, _ in seen}


def _needs(asked: Requirement, seen: set[tuple[str, str]]) -> list[Requirement]:
    name = canonicalize_name(asked.name)
    extras = [extra for extra in ("", *sorted(asked.extras)) if (name, extra) not in seen]
    try:
        texts = distribution(name).requires or []
    except PackageNotFoundError:
        return []
    seen.update((name, extra) for extra in extras)
    needs = (Requirement(text) for text in texts)
    return [need for need in needs if _holds(need, extras)]


def _holds(need: Requirement, extras: list[str]) -> bool:
    return need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras)


def main() -> None:
    """Write both files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    run = closure(project["dependencies"])
    dev = closure(project["optional-dependencies"]["dev"]) - run
    head = "# Made by `python -m tools.lock`; the versions Yiwang is tested with.\n"
    for name, lines in (("requirements.lock", run), ("requirements-dev.lock", dev)):
        (ROOT / name).write_text(head + "".join(f"{line}\n" for line in sorted(lines)))


if __name__ == "__main__":
    main()

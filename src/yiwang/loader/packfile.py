"""``pack.yaml``, and the chain of packs that a pack extends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field

from yiwang.kernel.problems import Problem

from .codes import problem
from .definition import Definition, Mistake, Ref
from .nearest import did_you_mean
from .parse import MarkedDict, line_of, parse
from .read import PACK_FILE, read_text
from .sentences import told
from .world import PackInfo

PACK_ID = r"_?[a-z][a-z0-9_-]*"


def _id(name: str) -> str:
    if not re.fullmatch(PACK_ID, name):
        raise Mistake(f"“{name}”不能作包的标识。", "只用小写字母、数字和横杠，以字母开头，例如 my-city。")
    return name


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Mistake(f"没有“{name}”这个时区。", "中国大陆写 Asia/Shanghai。") from None
    return name


def _accent(colour: str) -> str:
    if colour and not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise Mistake(f"“{colour}”不是颜色。", '写成 "#0f766e" 这样，要加引号。')
    return colour


def _version(text: str) -> str:
    if not re.fullmatch(r"\d+(\.\d+){0,3}([.-][a-z0-9]+)?", text):
        raise Mistake(f"“{text}”不是版本号。", "写成 1.0 或 2026.11.1 这样。")
    return text


class PackFile(Definition):
    """What stands in ``pack.yaml``.

    Attributes:
        extends: id of the pack below this one; empty if there is none.
        division: code of the root division, for a pack that a deployment applies.
        drop: definitions of the packs below that this pack does without, by kind.
    """

    id: Annotated[str, AfterValidator(_id)]
    version: Annotated[str, AfterValidator(_version)]
    title: str
    description: str = ""
    languages: tuple[str, ...] = Field(("zh-Hans",), min_length=1)
    zone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    extends: str = ""
    division: Annotated[str, Ref("division")] = ""
    accent: Annotated[str, AfterValidator(_accent)] = ""
    emblem: str = ""
    drop: dict[str, tuple[str, ...]] = Field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """One pack of a chain: its folder, what its ``pack.yaml`` says, and that file's tree for line numbers."""

    root: Path
    file: PackFile
    tree: MarkedDict

    @property
    def shown(self) -> str:
        """The path of ``pack.yaml`` as shown to the author."""
        return str(self.root / PACK_FILE)

    def line(self, *path: str | int) -> int:
        """The line of something in ``pack.yaml``."""
        return line_of(self.tree, path, 1)


def chain_of(root: Path, search: Sequence[Path]) -> tuple[list[Link], list[Problem]]:
    """The packs from this one down to the one that extends nothing; this one first."""
    chain: list[Link] = []
    while True:
        link, problems = _link(root)
        if link is None:
            return chain, problems
        chain.append(link)
        if not link.file.extends:
            return chain, []
        below = _below(link, search)
        if below is None or below.resolve() in [held.root.resolve() for held in chain]:
            return chain, [_no_way_down(link, chain, search, circle=below is not None)]
        root = below


def _link(root: Path) -> tuple[Link | None, list[Problem]]:
    path = root / PACK_FILE
    if not path.is_file():
        return None, [problem("read.no_pack", str(root))]
    text, unread = read_text(path)
    if unread is not None:
        return None, [unread]
    parsed = parse(text)
    problems = [flaw.at(str(path)) for flaw in parsed.flaws]
    if not isinstance(parsed.tree, MarkedDict):
        return None, problems or [problem("parse.not_mapping", str(path), 1, found="一段文字")]
    return _shaped(root, parsed.tree, problems)


def _shaped(root: Path, tree: MarkedDict, problems: list[Problem]) -> tuple[Link | None, list[Problem]]:
    file, wrong = told(PackFile, dict(tree), tree, 1, str(root / PACK_FILE))
    if file is None or problems:
        return None, [*problems, *wrong]
    link = Link(root, file, tree)
    if root.resolve().name != file.id and not root.resolve().name.startswith("_"):
        words = {"folder": root.resolve().name, "id": file.id}
        return None, [problem("extends.folder", link.shown, link.line("id"), **words)]
    return link, []


def _below(link: Link, search: Sequence[Path]) -> Path | None:
    for folder in (link.root.resolve().parent, *search):
        if (folder / link.file.extends / PACK_FILE).is_file():
            return _near((folder / link.file.extends).resolve())
    return None


def _near(path: Path) -> Path:
    """The path as people read it: relative where it lies below the working folder."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _no_way_down(link: Link, chain: list[Link], search: Sequence[Path], *, circle: bool) -> Problem:
    line = link.line("extends")
    if circle:
        names = " → ".join([*(held.file.id for held in chain), link.file.extends])
        return problem("extends.circle", link.shown, line, circle=names)
    known = [
        path.parent.name
        for folder in (link.root.resolve().parent, *search)
        for path in folder.glob("*/pack.yaml")
    ]
    nearest = did_you_mean(link.file.extends, known)
    return problem("extends.unknown", link.shown, line, id=link.file.extends, nearest=nearest)


def pack_info(chain: Sequence[Link]) -> PackInfo:
    """What the uppermost pack of a chain says of itself."""
    file = chain[0].file
    return PackInfo(
        id=file.id,
        version=file.version,
        title=file.title,
        languages=file.languages,
        zone=file.zone,
        extends=tuple(link.file.id for link in chain[1:]),
        division=file.division,
        accent=file.accent,
        emblem=file.emblem,
    )

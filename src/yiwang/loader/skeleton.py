"""The files of a new pack: a copy of the template pack under its own name, or as little as checks clean.

The template is a whole small city with a comment wherever an author will change it; it can only be copied as a
prefecture with counties below, since its places are.
"""

import re
from pathlib import Path

from .packfile import PACK_ID

_PACK = """# 一个城市包。字段的写法见 schemas/pack.json。
id: {id}
version: 1.0
title: {title}
languages: [zh-Hans]
zone: Asia/Shanghai
{extends}division: "{division}"
# accent: "#0f766e"      # 主题色，要加引号
# drop:                  # 下面的包里有、本市不用的定义
#   item: [some-item]
"""

_DIVISIONS = """code,name,parent,level,kind
{division},{title},,prefecture,ordinary
"""

_TEXT = """# 文本：键是程序里用的名字，值是给人看的话。其他语言另建 text/en.yaml 等。
site.title: {title}一网通办
"""

_PARAMETER = """# 一个参数：限期、额度、比例、门槛都写成参数，注明自哪天起、依据什么、核对过没有。
title: 示例限期
type: int
unit: 工作日
values:
  2026-01-01:
    value: "7"
    source: 请写依据的文件名和条款
    status: assumed      # published 已公布 · compiled 据资料整理 · assumed 假定
"""

_README = """# {title}

一个 Yiwang 城市包。改完以后运行：

    yiwang pack check {folder}
    yiwang pack test {folder}

写法见 docs/how-to/write-a-pack.md。
"""


_FILES = {
    "pack.yaml": _PACK,
    "divisions.csv": _DIVISIONS,
    "text/zh-Hans.yaml": _TEXT,
    "parameters/example_limit.yaml": _PARAMETER,
    "README.md": _README,
}

DIVISION, TITLE = "990100000000", "示例市"
"""The place and the name that the template carries, and a new pack unless it is told others."""


class FolderName(ValueError):
    """A new pack's folder, which gives the pack its id, has a name that cannot be one."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"文件夹名“{name}”要作包的标识：只用小写字母、数字和横杠，以字母开头，例如 my-city。"
        )


class DivisionUnfit(ValueError):
    """The template is a prefecture with counties below; the code given is none of a prefecture."""

    def __init__(self, division: str) -> None:
        super().__init__(
            f"样板是一个地级市，“{division}”不是地级市的代码（前 4 位以后都是 0）。"
            "县（区）的包请用默认代码新建，再把 divisions.csv 换成自己的区划。"
        )


class FolderNotEmpty(ValueError):
    """A new pack was to be made where something already lies."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} 里已经有文件。换一个空的文件夹。")


def new_pack(
    folder: Path, *, title: str, extends: str = "", division: str = DIVISION, template: Path | None = None
) -> list[Path]:
    """Write a small pack that checks clean; its id is the folder's name. Returns the files written.

    Args:
        folder: where; it must be empty or not be there yet.
        title: the city's name.
        extends: id of the pack below; "" for none.
        division: 12-digit code of the city.
        template: the template pack to copy; None for a pack with hardly anything in it.

    Raises:
        FolderNotEmpty: something already lies in the folder.
        FolderName: the folder's name cannot be an id.
        DivisionUnfit: the template cannot be made a city of this code.
    """
    name = folder.resolve().name
    if not re.fullmatch(PACK_ID, name) or name.startswith("_"):
        raise FolderName(name)
    if folder.exists() and any(folder.iterdir()):
        raise FolderNotEmpty(folder)
    if template is not None:
        return _copied(template, folder, title, extends, division)
    words = {"id": name, "folder": folder, "title": title, "division": division}
    words["extends"] = f"extends: {extends}\n" if extends else ""
    return [_write(folder / path, text.format(**words)) for path, text in _FILES.items()]


def _copied(template: Path, folder: Path, title: str, extends: str, division: str) -> list[Path]:
    """The template's files with the new pack's id, title, place and the pack below in place of its own."""
    if not re.fullmatch(r"\d{4}0{8}", division):
        raise DivisionUnfit(division)
    sources = sorted(path for path in template.rglob("*") if path.is_file())
    own = {
        Path(_renamed(str(path.relative_to(template)), title, division)): _renamed(
            path.read_text(encoding="utf-8"), title, division
        )
        for path in sources
    }
    head = own[Path("pack.yaml")]
    head = re.sub(r"(?m)^id: .*$", f"id: {folder.resolve().name}", head, count=1)
    own[Path("pack.yaml")] = re.sub(r"(?m)^extends: .*$", f"extends: {extends}", head, count=1)
    return [_write(folder / path, text) for path, text in own.items()]


def _renamed(text: str, title: str, division: str) -> str:
    """Codes of places begin with the city's four digits; within longer numbers they are no codes."""
    return re.sub(rf"(?<!\d){DIVISION[:4]}(?=\d\d)", division[:4], text).replace(TITLE, title)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path

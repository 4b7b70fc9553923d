"""The files of a new pack: as little as checks clean, with a comment wherever an author will change it."""

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


class FolderName(ValueError):
    """A new pack's folder, which gives the pack its id, has a name that cannot be one."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"文件夹名“{name}”要作包的标识：只用小写字母、数字和横杠，以字母开头，例如 my-city。"
        )


class FolderNotEmpty(ValueError):
    """A new pack was to be made where something already lies."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} 里已经有文件。换一个空的文件夹。")


def new_pack(folder: Path, *, title: str, extends: str = "", division: str = "990100000000") -> list[Path]:
    """Write a small pack that checks clean; its id is the folder's name. Returns the files written.

    Raises:
        FolderNotEmpty: something already lies in the folder.
        FolderName: the folder's name cannot be an id.
    """
    if not re.fullmatch(PACK_ID, folder.resolve().name):
        raise FolderName(folder.resolve().name)
    if folder.exists() and any(folder.iterdir()):
        raise FolderNotEmpty(folder)
    words = {
        "id": folder.resolve().name,
        "folder": folder,
        "title": title,
        "division": division,
        "extends": f"extends: {extends}\n" if extends else "",
    }
    files = {
        "pack.yaml": _PACK,
        "divisions.csv": _DIVISIONS,
        "text/zh-Hans.yaml": _TEXT,
        "parameters/example_limit.yaml": _PARAMETER,
        "README.md": _README,
    }
    return [_write(folder / name, text.format(**words)) for name, text in files.items()]


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path

"""Writes the reference page of the settings.

``python -m yiwang.site.settings.reference > docs/reference/settings.md``.
"""

import sys

from yiwang.site.settings.environment import VARIABLES

HEAD = """# 设置

一个站点只用环境变量设置; 每个变量只在 `src/yiwang/site/settings/environment.py` 读一次。本页由它生成:
`python -m yiwang.site.settings.reference > docs/reference/settings.md`。

| 变量 | 不设置时 | 用途 |
|---|---|---|
"""


def page() -> str:
    """The page as Markdown."""
    rows = (f"| `{one.name}` | {one.default} | {one.help} |" for one in VARIABLES)
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())

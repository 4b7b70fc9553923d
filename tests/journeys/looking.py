"""What axe-core says of a page. A page of a shape that was clean before, at the same size, is not asked about twice.

The shape is the page with its words and numbers taken out: the same template filled with other cases. All processes of
a run share what they have found clean.
"""

import hashlib
import os
from pathlib import Path
from typing import Any

AXE = (Path(__file__).parents[1] / "vendor" / "axe-core@4.14.1" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN_AXE = """async tags => (await axe.run(document, {runOnly: {type: 'tag', values: tags},
  resultTypes: ['violations'], preload: false})).violations.map(v =>
  v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' | ' + n.failureSummary).join('\\n    '))"""
SHAPE = r"""() => [innerWidth, innerHeight, document.activeElement?.tagName, document.documentElement.outerHTML
  .replace(/="[^"]*"/g, value => value.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+|[^\x00-\x7f]+/g, '0'))
  .replace(/ (value|content|nonce|src|srcset)="[^"]+"/g, ' $1="0"')
  .replace(/>[^<]*</g, text => /[^><\s]/.test(text) ? '>0<' : '><')].join(' ')"""


def violations(page: Any) -> list[str]:
    """What axe finds wrong; nothing if a page of this shape was clean."""
    seen = _clean() / hashlib.sha256(page.evaluate(SHAPE).encode()).hexdigest()
    if seen.exists():
        return []
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN_AXE, TAGS)
    if not found:
        seen.touch()
    return found


def _clean() -> Path:
    """The folder of shapes found clean in this run, beside the run's data."""
    folder = Path(os.environ["YIWANG_DATA"]).parent / "clean_pages"
    folder.mkdir(exist_ok=True)
    return folder

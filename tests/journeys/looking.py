"""What axe-core says of a page. A page made of parts that were all clean before, at the same width, is not asked again.

A part is an element as axe sees it: its tag, classes and roles, those of what it stands in, and whether it has words.
What hangs on the page as a whole (the order of headings, landmarks, the title) is a part of its own. All processes of a
run share what they have found clean.
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
PARTS = r"""() => {
  const named = new RegExp('^(role|type|hidden|disabled|checked|tabindex|lang|scope|open|for|id|href|alt|title|' +
    'aria-.*|data-[a-z]+)$');
  const said = new Set(['hidden', 'disabled', 'role', 'type', 'tabindex', 'lang', 'scope', 'aria-hidden']);
  const plain = new Map();
  const own = e => {
    if (!plain.has(e)) plain.set(e, e.tagName + '.' + e.className?.toString().replace(/\d+/g, '0') +
      [...e.attributes].filter(a => named.test(a.name)).map(a => a.name +
        (said.has(a.name) ? '=' + a.value : a.value.trim() ? '+' : '-')).sort());
    return plain.get(e);
  };
  const words = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) ? 'w'
    : e.textContent.trim() ? 't' : '';
  const part = e => [own(e), words(e), e.parentElement && own(e.parentElement), e.parentElement?.parentElement &&
    own(e.parentElement.parentElement), e.labels?.length ?? ''].join('|');
  const whole = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6,main,nav,header,footer,aside,[role]')]
    .map(e => e.tagName + (e.getAttribute('role') ?? '')).filter((t, i, all) => t !== all[i - 1]).join();
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  return [...new Set([...document.querySelectorAll('*')].map(part)),
    whole + (document.title.trim() ? 't' : '') + (new Set(ids).size === ids.length)];
}"""


def violations(page: Any) -> list[str]:
    """What axe finds wrong; nothing if all the page is made of was clean."""
    width = page.viewport_size["width"]
    parts = {hashlib.sha256(f"{width} {part}".encode()).hexdigest()[:16] for part in page.evaluate(PARTS)}
    fresh = parts - set(_clean().read_text().split())
    if not fresh:
        return []
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN_AXE, TAGS)
    if not found:
        with _clean().open("a") as kept:
            kept.write("\n".join(sorted(fresh)) + "\n")
    return found


def _clean() -> Path:
    """The parts found clean in this run, beside the run's data."""
    kept = Path(os.environ["YIWANG_DATA"]).parent / "clean_parts"
    kept.touch()
    return kept

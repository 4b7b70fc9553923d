"""The shapes a detector may have: each one SQL over tables of cases, with the thresholds of its definition as values.

Every shape gives rows ``(key, unit, place, count, day, numbers)``: what makes it one and the same hit for ever, the
unit that is asked, its place, how many cases there are, on which day, and the numbers of cases that this unit has. No
shape names a person: not who handled it, not who rated, not who called.

Values: ``types, acts, after, field`` and the thresholds of the definition; ``since`` and ``now``; ``zone``.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """What it is called, which thresholds its detectors must give, what else they must name, and its SQL."""

    label: str
    needs: tuple[str, ...]
    names: tuple[str, ...]
    sql: str


_PARTS: Mapping[str, str] = {
    "<gives>": """h.unit, min(h.place), count(*)::int, max(h.day), array_agg(DISTINCT h.number ORDER BY h.number)
FROM hits h""",
    "<enough>": "HAVING count(*) >= %(at_least)s ORDER BY 1",
    "<said>": """SELECT c.owner_unit_id AS unit, c.division_id AS place, c.number, c.opened_at, e.at,
    (e.at AT TIME ZONE %(zone)s)::date AS day, b.body->'data'->>%(field)s AS said
  FROM "case" c JOIN event e ON e.root_id = c.root_id AND e.case_id = c.id
    JOIN event_body b ON b.root_id = e.root_id AND b.seq = e.seq
  WHERE <cases> AND e.act = ANY(%(acts)s) AND e.at >= %(since)s AND e.at <= %(now)s""",
    "<cases>": "c.type = ANY(%(types)s) AND c.owner_unit_id <> '' AND (c.is_open OR c.closed_at >= %(since)s)",
}
"""What several shapes say alike; a later part may stand in an earlier one."""


def _sql(text: str) -> str:
    for name, part in _PARTS.items():
        text = text.replace(name, part)
    return text


HANDLED_FIRST = _sql("""WITH said AS (<said>), hits AS (
  SELECT s.* FROM said s WHERE s.said ~ '^\\d{4}-\\d\\d-\\d\\d$'
    AND s.said < to_char(s.opened_at AT TIME ZONE %(zone)s, 'YYYY-MM-DD'))
SELECT h.unit || ':' || h.day, <gives> GROUP BY h.unit, h.day <enough>""")

SAME_REPLY = _sql("""WITH said AS (<said>), hits AS (
  SELECT DISTINCT ON (s.number) s.*, md5(regexp_replace(replace(s.said, s.number, ''), '\\s+', '', 'g')) AS words
  FROM said s WHERE length(s.said) >= %(length)s ORDER BY s.number, s.at DESC)
SELECT h.unit || ':' || h.words, <gives> GROUP BY h.unit, h.words <enough>""")

DECIDED_SOON = _sql("""WITH hits AS (
  SELECT c.owner_unit_id AS unit, c.division_id AS place, c.number, (d.at AT TIME ZONE %(zone)s)::date AS day
  FROM "case" c JOIN event d ON d.root_id = c.root_id AND d.case_id = c.id
  WHERE <cases> AND d.act = ANY(%(acts)s) AND d.at >= %(since)s AND d.at <= %(now)s
    AND EXISTS (SELECT FROM event a WHERE a.root_id = c.root_id AND a.case_id = c.id AND a.act = ANY(%(after)s)
      AND a.seq < d.seq AND a.at >= d.at - make_interval(mins => %(minutes)s)))
SELECT h.unit || ':' || h.day, <gives> GROUP BY h.unit, h.day <enough>""")

STOPPED_LATE = _sql("""WITH stopped AS (
  SELECT c.owner_unit_id AS unit, c.division_id AS place, c.number, k."limit" - k.spent AS remaining, k.unit AS each,
    coalesce(k.paused_at, (k.pauses->-1->>0)::timestamptz) AS at
  FROM "case" c JOIN clock k ON k.case_id = c.id
  WHERE <cases> AND k.state IN ('running', 'paused') AND k.key = %(field)s),
hits AS (
  SELECT s.*, (s.at AT TIME ZONE %(zone)s)::date AS day FROM stopped s
  WHERE s.at >= %(since)s AND s.at <= %(now)s AND s.each IN ('working_day', 'day') AND s.remaining <= %(left)s)
SELECT h.unit || ':' || h.day, <gives> GROUP BY h.unit, h.day <enough>""")

SAME_DEVICE = """WITH hits AS (
  SELECT r.unit_id AS unit, r.division_id AS place, r.day, t.device
  FROM rating_trace t JOIN rating r ON r.id = t.rating_id
  WHERE t.device <> '' AND t.at >= %(since)s AND t.at <= %(now)s)
SELECT h.unit || ':' || h.day || ':' || md5(h.device), h.unit, min(h.place), count(*)::int, h.day, '{}'::text[]
FROM hits h GROUP BY h.unit, h.day, h.device HAVING count(*) >= %(at_least)s ORDER BY 1"""

CALLER_BACK = _sql("""WITH calls AS (
  SELECT c.owner_unit_id AS unit, c.division_id AS place, c.number, c.subject, c.opened_at AS at, p.party_id
  FROM "case" c JOIN case_party p ON p.case_id = c.id AND p.part = 'applicant'
  WHERE c.type = ANY(%(types)s) AND c.owner_unit_id <> ''
    AND c.opened_at >= %(since)s::timestamptz - make_interval(days => %(days)s)),
hits AS (
  SELECT n.unit, n.place, n.number, o.number AS earlier, (n.at AT TIME ZONE %(zone)s)::date AS day
  FROM calls n JOIN calls o ON o.party_id = n.party_id AND o.unit = n.unit AND o.subject = n.subject
    AND o.at < n.at AND o.at >= n.at - make_interval(days => %(days)s)
  WHERE n.at >= %(since)s AND n.at <= %(now)s)
SELECT h.unit || ':' || h.number, h.unit, min(h.place), 1 + count(DISTINCT h.earlier)::int, min(h.day),
  array_agg(DISTINCT h.earlier) || h.number
FROM hits h GROUP BY h.unit, h.number HAVING 1 + count(DISTINCT h.earlier) >= %(at_least)s ORDER BY 1""")

SHAPES: Mapping[str, Shape] = {
    "handled_first": Shape("先办后录", (), ("case_types", "acts", "field"), HANDLED_FIRST),
    "stopped_late": Shape("临到期才停钟", ("left",), ("case_types", "field"), STOPPED_LATE),
    "decided_soon": Shape(
        "受理后几分钟成批办结", ("minutes",), ("case_types", "acts", "after"), DECIDED_SOON
    ),
    "same_reply": Shape("答复雷同", ("length",), ("case_types", "acts", "field"), SAME_REPLY),
    "same_device": Shape("同一设备的评价", (), (), SAME_DEVICE),
    "caller_back": Shape("几天内又来", ("days",), ("case_types",), CALLER_BACK),
}
"""Every shape by id. All of them need ``at_least`` and ``look_back`` besides."""

ALWAYS = ("at_least", "look_back")

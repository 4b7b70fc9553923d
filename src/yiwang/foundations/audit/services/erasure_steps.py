"""Migration steps that say what of an app's tables goes with a matter or a person, in SQL for the worker alone."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.migrations import RunSQL

_MATTER = "a_root uuid, a_cases uuid[], a_numbers text[], a_key text, a_parties uuid[], a_at timestamptz"
_PARTY = "a_parties uuid[], a_accounts uuid[], a_blinds text[], a_keeps boolean, a_at timestamptz"
_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}({arguments}) RETURNS {answer} LANGUAGE {language} SECURITY DEFINER
SET search_path = public, pg_temp AS $$
{body}
$$;
REVOKE ALL ON FUNCTION {name}({types}) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {name}({types}) TO yiwang_worker;
"""
_BACK = "DROP FUNCTION {name}({types});\n"
_NO_FILES = "SELECT NULL::uuid WHERE false"
_NOTHING_AGAINST = "SELECT NULL::text WHERE false"
_NONE_GO = "SELECT NULL::text, 0 WHERE false"
_NONE_STAY = "SELECT NULL::text, NULL::text WHERE false"


class _Part(NamedTuple):
    """One function of a step: what its name ends in, what it answers, and its SQL."""

    suffix: str
    answer: str
    body: str

    @property
    def language(self) -> str:
        return "sql STABLE" if self.suffix else "plpgsql VOLATILE"


def erasure_step(name: str, *, erase: str, files: str = _NO_FILES, against: str = _NOTHING_AGAINST) -> RunSQL:
    """What of an app's tables goes with a matter; put it after the tables' own migrations.

    The SQL knows the matter as ``Erasable`` describes it: ``a_root``, ``a_cases``, ``a_numbers``, ``a_key``,
    ``a_parties``, ``a_at``.

    Args:
        name: as registered with ``register_eraser``.
        erase: statements, each ended by a semicolon. What stays of a row is a skeleton: keys, states, days, amounts.
        files: a query for the ids of stored files that belong to the matter and to nothing else.
        against: a query for sentences that say what keeps the matter from being erased.
    """
    return _step(f"erase_{name}", _MATTER, _shared(erase, files, against))


def party_erasure_step(
    name: str,
    *,
    erase: str = "NULL;",
    files: str = _NO_FILES,
    against: str = _NOTHING_AGAINST,
    goes: str = _NONE_GO,
    stays: str = _NONE_STAY,
) -> RunSQL:
    """What of an app's tables goes with a person, besides matters; put it after the tables' own migrations.

    The SQL knows the person as ``ErasableParty`` describes it: ``a_parties``, ``a_accounts``, ``a_blinds``,
    ``a_keeps`` (whether a matter stays), ``a_at``.

    Args:
        name: as registered with ``register_party_eraser``.
        erase: statements, each ended by a semicolon; afterwards ``goes`` counts nothing.
        files: a query for the ids of stored files that belong to this person and to no matter that stays.
        against: a query for sentences that say what keeps the person from being erased at all.
        goes: a query for what would go, in words, and how many.
        stays: a query for what stays, in words, and why.
    """
    parts = _shared(erase, files, against)
    parts += [_Part("_goes", "TABLE (what text, number bigint)", goes)]
    parts += [_Part("_stays", "TABLE (what text, why text)", stays)]
    return _step(f"party_erase_{name}", _PARTY, parts)


def step_again(new: RunSQL, before: RunSQL) -> RunSQL:
    """A step said anew by a later migration; going back says it as it was."""
    return RunSQL(new.sql, before.sql)


def step_undone(step: RunSQL) -> RunSQL:
    """A step that a later migration takes back, of rights too; going back does it again."""
    return RunSQL(step.reverse_sql or RunSQL.noop, step.sql)


def _shared(erase: str, files: str, against: str) -> list[_Part]:
    return [
        _Part("", "void", f"BEGIN\n{erase}\nEND"),
        _Part("_files", "SETOF uuid", files),
        _Part("_against", "SETOF text", against),
    ]


def _step(name: str, arguments: str, parts: Iterable[_Part]) -> RunSQL:
    types = ", ".join(argument.split()[1] for argument in arguments.split(", "))
    forward, back = "", ""
    for part in parts:
        words = {"name": f"{name}{part.suffix}", "arguments": arguments, "types": types, **part._asdict()}
        words["language"] = part.language
        forward, back = forward + _filled(_FUNCTION, words), back + _filled(_BACK, words)
    return RunSQL(forward, back)


def _filled(text: str, words: dict[str, str]) -> str:
    for key, value in words.items():
        text = text.replace(f"{{{key}}}", value)
    return text

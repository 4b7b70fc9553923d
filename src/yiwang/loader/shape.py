"""Give every definition its shape: the model of its kind, then the adaptations laid over it."""

from typing import Any

from yiwang.kernel.problems import Problem

from .codes import problem
from .definition import Definition
from .extend import Entry, Raw, file_stem, not_mapping
from .kind import Complaint
from .parse import MarkedDict, line_of
from .sentences import told

Shaped = tuple[Definition | None, list[Problem]]


def shape(entry: Entry) -> Shaped:
    """The definition, or what is wrong with how it is written."""
    definition, problems = _shape_raw(entry.raw)
    for raw in entry.adaptations:
        if definition is not None:
            definition, wrong = _adapted(definition, raw)
            problems += wrong
    return definition, problems


def _shape_raw(raw: Raw) -> Shaped:
    tree = raw.body
    if isinstance(tree, str) and raw.kind.value_field:
        tree = MarkedDict(raw.line)
        tree[raw.kind.value_field] = raw.body
    if not isinstance(tree, MarkedDict):
        return None, [not_mapping(raw.shown, raw.line, tree)]
    problems = _id_written(raw, tree)
    definition, wrong = told(raw.kind.model, _data(raw, tree), tree, raw.line, raw.shown)
    return (None if problems else definition), [*problems, *wrong]


def _id_written(raw: Raw, tree: MarkedDict) -> list[Problem]:
    if "id" not in tree or raw.file.endswith(".csv"):
        return []
    return [problem("shape.id_written", raw.shown, line_of(tree, ("id",), raw.line), id=raw.id)]


def _data(raw: Raw, tree: MarkedDict) -> dict[str, Any]:
    """The body with what its place says: the id, the file's stem, the folder's name."""
    data: dict[str, Any] = dict(tree)
    if raw.file.endswith(".csv"):
        first = next(iter(tree), "")
        if first not in _written_names(raw):
            data.pop(first, None)
    if raw.kind.stem_field:
        data.setdefault(raw.kind.stem_field, file_stem(raw.file))
    if raw.kind.folder_field:
        data.setdefault(raw.kind.folder_field, raw.file.rpartition("/")[0].rpartition("/")[2])
    data["id"] = raw.id
    return data


def _written_names(raw: Raw) -> set[str]:
    return {info.alias or name for name, info in raw.kind.model.model_fields.items()}


def _adapted(definition: Definition, raw: Raw) -> Shaped:
    """The definition with one adaptation laid over it."""
    adaptation = raw.kind.adapt
    body = raw.body["adapt"] if isinstance(raw.body, MarkedDict) else ""
    if adaptation is None or not isinstance(body, MarkedDict):
        return None, [not_mapping(raw.shown, raw.line, body)]
    changes, problems = told(adaptation.model, dict(body), body, raw.line, raw.shown)
    if changes is None:
        return None, problems
    result = adaptation.apply(definition, changes)
    if isinstance(result, Definition):
        return result, []
    return None, [complained(complaint, raw, ("adapt", *complaint.path)) for complaint in result]


def complained(complaint: Complaint, raw: Raw, path: tuple[str | int, ...]) -> Problem:
    """An owner's complaint as a problem, at the line of the path in the definition as written."""
    line = line_of(raw.body, path, raw.line)
    return Problem(raw.shown, line, complaint.what, complaint.mend, complaint.code, complaint.severity)

"""Walks over the types of definitions: which models stand at a path, which texts are references."""

import types
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from .definition import Ref

Path = tuple[str | int, ...]
Found = tuple[Path, Ref, str]
Walk = Callable[[Any, Path], Iterator[Found]]


def names_of(model: type[BaseModel]) -> list[str]:
    """The field names of a model as an author writes them."""
    return [info.alias or name for name, info in model.model_fields.items()]


def models_at(annotation: Any, path: Path) -> list[type[BaseModel]]:
    """Every model that may stand at a path below a type."""
    here = [annotation]
    for step in path:
        here = [below for held in here for below in _below(held, step)]
    return [model for held in here for model in _models(held)]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a type may be, through unions and annotations."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Annotated, Union, types.UnionType):
        for branch in get_args(annotation):
            yield from _models(branch)


def _below(annotation: Any, step: str | int) -> Iterator[Any]:
    """The types that one step below a type may be."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Annotated, Union, types.UnionType):
        for branch in args:
            yield from _below(branch, step)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from (
            info.annotation for name, info in annotation.model_fields.items() if step in (name, info.alias)
        )
    elif args:
        yield args[-1] if isinstance(step, str) else args[0]


def references(definition: BaseModel) -> Iterator[Found]:
    """Every reference in a definition: where it stands, what it may name, and the id written."""
    yield from _walk_model(definition, ())


def _walk_model(model: Any, path: Path) -> Iterator[Found]:
    if not isinstance(model, BaseModel):
        return
    for attribute, written, walk in _walks(type(model)):
        yield from walk(getattr(model, attribute), (*path, written))


@cache
def _walks(model: type[BaseModel]) -> tuple[tuple[str, str, Walk], ...]:
    """The fields of a model that may hold references."""
    held = ((name, info.alias or name, _walk_of_field(info)) for name, info in model.model_fields.items())
    return tuple((name, written, walk) for name, written, walk in held if walk is not None)


def _walk_of_field(info: Any) -> Walk | None:
    ref = next((mark for mark in info.metadata if isinstance(mark, Ref)), None)
    return _walk_ref(ref) if ref is not None else _walk_of(info.annotation)


def _walk_of(annotation: Any) -> Walk | None:
    """How to find references in values of a type; None where there can be none."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        ref = next((mark for mark in args[1:] if isinstance(mark, Ref)), None)
        return _walk_ref(ref) if ref is not None else _walk_of(args[0])
    if origin in (Union, types.UnionType):
        return _walk_union(list(dict.fromkeys(walk for branch in args if (walk := _walk_of(branch)))))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _walk_model
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _walk_mapping(_walk_of(args[0]), _walk_of(args[1]))
    return _walk_items(_walk_of(args[0])) if args and isinstance(origin, type) else None


def _walk_ref(ref: Ref) -> Walk:
    def walk(value: Any, path: Path) -> Iterator[Found]:
        if isinstance(value, str):
            if value:
                yield path, ref, value
        elif isinstance(value, (list, tuple, set, frozenset)):
            for number, item in enumerate(value):
                yield from walk(item, (*path, number))

    return walk


def _walk_union(walks: list[Walk]) -> Walk | None:
    """Each branch looks only at values that fit it, so all may look."""

    def walk(value: Any, path: Path) -> Iterator[Found]:
        for branch in walks:
            yield from branch(value, path)

    return walk if walks else None


def _walk_items(inner: Walk | None) -> Walk | None:
    def walk(value: Any, path: Path) -> Iterator[Found]:
        if inner is not None and isinstance(value, (list, tuple, set, frozenset)):
            for number, item in enumerate(value):
                yield from inner(item, (*path, number))

    return walk if inner is not None else None


def _walk_mapping(keys: Walk | None, values: Walk | None) -> Walk | None:
    def walk(value: Any, path: Path) -> Iterator[Found]:
        if not isinstance(value, Mapping):
            return
        for key, item in value.items():
            below = (*path, key.isoformat() if isinstance(key, date) else str(key))
            yield from keys(key, below) if keys else ()
            yield from values(item, below) if values else ()

    return walk if keys or values else None


def refs_of(annotation: Any, seen: frozenset[Any] = frozenset()) -> set[Ref]:
    """Every reference mark that a type holds, however deep."""
    found = {mark for mark in get_args(annotation)[1:] if isinstance(mark, Ref)}
    below: list[Any] = list(get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in seen:
        seen |= {annotation}
        for info in annotation.model_fields.values():
            found |= {mark for mark in info.metadata if isinstance(mark, Ref)}
            below.append(info.annotation)
    return found.union(*(refs_of(held, seen) for held in below if not isinstance(held, Ref)))

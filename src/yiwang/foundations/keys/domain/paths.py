"""Finding tokens inside jsonb by dotted paths: ``*`` is any one key or row, ``**`` anything below."""

from collections.abc import Callable, Iterator
from typing import Any

from yiwang.foundations.keys.domain.tokens import is_token


def token_paths(value: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every token in a value with the path it lies at."""
    if is_token(value):
        yield at, value
    for key, child in _children(value):
        yield from token_paths(child, (*at, key))


def replaced(value: Any, swap: Callable[[tuple[str, ...], str], str], patterns: tuple[str, ...]) -> Any:
    """A copy of the value in which each token lying on a pattern is swapped."""
    chosen = {path for path, _ in token_paths(value) if any(path_matches(path, p) for p in patterns)}
    return _rebuilt(value, (), lambda path, token: swap(path, token) if path in chosen else token)


def path_matches(path: tuple[str, ...], pattern: str) -> bool:
    """Whether a path fits a dotted pattern."""
    return _fits(path, tuple(pattern.split(".")))


def _fits(path: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    if not pattern:
        return not path
    if pattern[0] == "**":
        return any(_fits(path[skip:], pattern[1:]) for skip in range(len(path) + 1))
    return bool(path) and pattern[0] in ("*", path[0]) and _fits(path[1:], pattern[1:])


def _children(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return [(str(i), child) for i, child in enumerate(value)] if isinstance(value, list) else []


def _rebuilt(value: Any, at: tuple[str, ...], swap: Callable[[tuple[str, ...], str], str]) -> Any:
    if isinstance(value, dict):
        return {key: _rebuilt(child, (*at, key), swap) for key, child in value.items()}
    if isinstance(value, list):
        return [_rebuilt(child, (*at, str(i)), swap) for i, child in enumerate(value)]
    return swap(at, value) if is_token(value) else value

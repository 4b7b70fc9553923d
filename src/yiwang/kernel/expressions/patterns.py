r"""Text patterns for ``matches``: matched in time linear in the text, whatever the pattern.

The usual notation without back references and look-around: characters, ``.``, classes, ``\d \w \s`` (ASCII)
and their opposites, groups, ``|``, ``* + ? {m,n}``, ``^`` and ``$``. A pattern becomes a graph of states,
and all states a text can be in are followed at once; nothing is ever tried twice (Thompson's construction).
A pattern is found anywhere in the text unless it is anchored.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

MAX_PATTERN = 200
MAX_STATES = 2000
Test = Callable[[str], bool]
State = list[
    object
]  # ["char", test, next] | ["split", [next, …]] | ["start", next] | ["end", next] | ["match"]


class PatternError(ValueError):
    """A pattern that cannot be used, with a Chinese sentence that says why."""


class Pattern:
    """A compiled pattern."""

    def __init__(self, text: str) -> None:
        if len(text) > MAX_PATTERN:
            raise PatternError(f"匹配式超过 {MAX_PATTERN} 个字符。")
        self.first = _Reader(text).whole()

    def found_in(self, text: str) -> bool:
        """Whether the pattern matches somewhere in the text."""
        states: list[State] = []
        for at in range(len(text) + 1):
            states = _spread([*states, self.first], at == 0, at == len(text))
            if any(state[0] == "match" for state in states):
                return True
            if at < len(text):
                states = [s[2] for s in states if s[0] == "char" and s[1](text[at])]  # type: ignore[operator, misc]
        return False


@lru_cache(maxsize=500)
def pattern(text: str) -> Pattern:
    """The compiled pattern, remembered. Raises PatternError."""
    return Pattern(text)


def _spread(states: Iterable[State], at_start: bool, at_end: bool) -> list[State]:
    """All states that can be reached without reading a character."""
    seen: dict[int, State] = {}
    waiting = list(states)
    while waiting:
        state = waiting.pop()
        if id(state) not in seen:
            seen[id(state)] = state
            waiting.extend(_free_steps(state, at_start, at_end))
    return list(seen.values())


def _free_steps(state: State, at_start: bool, at_end: bool) -> list[State]:
    if state[0] == "split":
        return state[1]  # type: ignore[return-value]
    if (state[0] == "start" and at_start) or (state[0] == "end" and at_end):
        return [state[1]]  # type: ignore[list-item]
    return []


class _Reader:
    """Reads a pattern into pieces; a piece is given the state after it and makes the state before it."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.made, self.depth = text, 0, 0, 0

    def whole(self) -> State:
        piece = self.either()
        if self.at < len(self.text):
            raise PatternError("匹配式里多了一个“)”。")
        return piece(["match"])

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self, sign: str) -> bool:
        if self.text.startswith(sign, self.at):
            self.at += len(sign)
            return True
        return False

    def state(self, *values: object) -> State:
        self.made += 1
        if self.made > MAX_STATES:
            raise PatternError("匹配式太大：请减少重复次数。")
        return list(values)

    def either(self) -> Callable[[State], State]:
        ways = [self.row()]
        while self.take("|"):
            ways.append(self.row())
        if len(ways) == 1:
            return ways[0]
        return lambda then: self.state("split", [way(then) for way in ways])

    def row(self) -> Callable[[State], State]:
        pieces: list[Callable[[State], State]] = []
        while self.peek() and self.peek() not in "|)":
            pieces.append(self.repeated())

        def build(then: State) -> State:
            for piece in reversed(pieces):
                then = piece(then)
            return then

        return build

    def repeated(self) -> Callable[[State], State]:
        piece = self.single()
        low, high = self.times()
        self.take("?")  # lazy or greedy: the same yes or no
        if self.peek() and self.peek() in "*+?":
            raise PatternError("匹配式里不能连写两个重复符号。")
        return piece if (low, high) == (1, 1) else lambda then: self.repeat(piece, low, high, then)

    def repeat(self, piece: Callable[[State], State], low: int, high: int | None, then: State) -> State:
        if high is None:
            loop = self.state("split", [then])
            loop[1] = [piece(loop), then]
            then = loop
        for _ in range((high or low) - low):
            then = self.state("split", [piece(then), then])
        for _ in range(low):
            then = piece(then)
        return then

    def times(self) -> tuple[int, int | None]:
        for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self.take(sign):
                return bounds
        return self.braces() if self.take("{") else (1, 1)

    def braces(self) -> tuple[int, int | None]:
        inner, closed, _ = self.text[self.at :].partition("}")
        low, comma, high = inner.partition(",")
        if not closed or not low.isdecimal() or (high and not high.isdecimal()):
            raise PatternError("匹配式里的花括号应写成 {2} 或 {2,4}；要匹配花括号本身请写 \\{。")
        self.at += len(inner) + 1
        bounds = int(low), (int(high) if high else None) if comma else int(low)
        if bounds[0] > 200 or (bounds[1] or 0) > 200 or (bounds[1] is not None and bounds[1] < bounds[0]):
            raise PatternError("匹配式的重复次数应在 0 到 200 之间，且前小后大。")
        return bounds

    def single(self) -> Callable[[State], State]:
        sign = self.peek()
        if sign == "(":
            return self.group()
        self.at += 1
        if sign in "^$":
            kind = "start" if sign == "^" else "end"
            return lambda then: self.state(kind, then)
        if sign in "*+?{":
            raise PatternError(f"匹配式里的“{sign}”前面没有可重复的内容。")
        test = self.test(sign)
        return lambda then: self.state("char", test, then)

    def group(self) -> Callable[[State], State]:
        self.at += 1
        self.depth += 1
        if self.depth > 20:
            raise PatternError("匹配式的括号套得太深。")
        if self.peek() == "?" and not self.take("?:"):
            raise PatternError("匹配式里不支持“(?”开头的写法，只可用 (?:…)。")
        piece = self.either()
        if not self.take(")"):
            raise PatternError("匹配式的括号没有成对。")
        self.depth -= 1
        return piece

    def test(self, sign: str) -> Test:
        if sign == ".":
            return lambda char: char != "\n"
        if sign == "[":
            return self.character_class()
        return self.escaped() if sign == "\\" else sign.__eq__

    def escaped(self) -> Test:
        sign = self.peek()
        self.at += 1
        if sign.lower() in _CLASSES:
            test = _CLASSES[sign.lower()]
            return test if sign.islower() else lambda char: not test(char)
        char = {"n": "\n", "t": "\t", "r": "\r"}.get(sign, sign)
        if not sign or (sign.isascii() and sign.isalnum() and char == sign):
            raise PatternError(f"匹配式里不支持“\\{sign}”。")
        return char.__eq__

    def character_class(self) -> Test:
        opposite = self.take("^")
        tests = [self.class_part()]
        while not self.take("]"):
            tests.append(self.class_part())
        return (
            (lambda char: not any(t(char) for t in tests))
            if opposite
            else lambda char: any(t(char) for t in tests)
        )

    def class_part(self) -> Test:
        low = self.peek()
        if not low:
            raise PatternError("匹配式的方括号没有成对。")
        self.at += 1
        if low == "\\":
            return self.escaped()
        if self.peek() != "-" or self.text[self.at + 1 : self.at + 2] in {"]", ""}:
            return low.__eq__
        high = self.text[self.at + 1]
        self.at += 2
        if high == "\\" or high < low:
            raise PatternError(f"匹配式里的范围“{low}-{high}”不对。")
        return lambda char: low <= char <= high


_CLASSES: dict[str, Test] = {
    "d": lambda char: char.isascii() and char.isdigit(),
    "w": lambda char: char.isascii() and (char.isalnum() or char == "_"),
    "s": lambda char: char in " \t\n\r\f\v",
}

"""Does an expression fit what it may read? Gives every node a type and says all that is wrong at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .forms import call_problem, call_type
from .problems import ExpressionProblem, nearest
from .tree import (
    Binary,
    Call,
    Choice,
    Index,
    ListNode,
    Literal,
    Logic,
    Macro,
    Name,
    Negative,
    Node,
    Not,
    Select,
    path,
)
from .types import (
    ANY,
    BOOL,
    DATE,
    DECIMAL,
    INT,
    MONEY,
    TEXT,
    TIMESTAMP,
    Code,
    ListOf,
    Record,
    Schema,
    Type,
    fits,
    plain,
)

_NUMBERS = frozenset({INT, DECIMAL})
_ORDERED = frozenset({INT, DECIMAL, MONEY, DATE, TIMESTAMP, TEXT})


@dataclass(frozen=True)
class Typed:
    """A node of the typed tree: the node, its type, and the typed nodes inside it."""

    node: Node
    type: Type
    parts: tuple["Typed", ...] = ()


class Checker:
    """Types one tree against a schema and collects problems."""

    def __init__(self, schema: Schema) -> None:
        self.scope: dict[str, Type] = dict(schema)
        self.problems: list[ExpressionProblem] = []

    def typed(self, node: Node) -> Typed:
        """The typed node; problems are added to ``problems``."""
        return _RULES[type(node)](self, node)

    def complain(self, node: Node, what: str, mend: str, code: str) -> None:
        """Add a problem at a node."""
        self.problems.append(ExpressionProblem(node.column, what, mend, f"expression.{code}"))

    def wants(self, part: Typed, wanted: Type) -> None:
        """Complain if a part cannot stand where this type is wanted."""
        if not fits(part.type, wanted):
            what = f"这里要的是{wanted.word}，写的是{part.type.word}。"
            self.complain(part.node, what, _MEND.get(wanted.name, "请改写。"), "type")

    def _name(self, node: Name) -> Typed:
        found = self.scope.get(node.name)
        if found is None:
            self.complain(
                node, f"没有名为“{node.name}”的值。", nearest(node.name, self.scope), "unknown_root"
            )
        return Typed(node, found or ANY)

    def _select(self, node: Select) -> Typed:
        target = self.typed(node.target)
        return Typed(node, self._field(node, target.type, node.field), (target,))

    def _index(self, node: Index) -> Typed:
        target, key = self.typed(node.target), self.typed(node.key)
        kind = plain(target.type)
        if isinstance(kind, ListOf):
            self.wants(key, INT)
            return Typed(node, kind.item, (target, key))
        if isinstance(node.key, Literal) and isinstance(node.key.value, str):
            return Typed(node, self._field(node, kind, node.key.value), (target, key))
        if isinstance(kind, Record) or kind == ANY:
            return Typed(node, ANY, (target, key))
        self.complain(node, f"{kind.word}不能用方括号取项。", "方括号只用于列表和记录。", "type")
        return Typed(node, ANY, (target, key))

    def _field(self, node: Node, target: Type, name: str) -> Type:
        target = plain(target)
        if isinstance(target, Record):
            if name not in target.fields and not target.open:
                shown = ".".join(path(node) or (name,))
                self.complain(node, f"没有“{shown}”。", nearest(name, target.fields), "unknown_field")
            return target.fields.get(name, ANY)
        if isinstance(target, ListOf):
            mend = f"请逐项写，例如 .exists(x, x.{name} …)，或取第一项 [0]。"
            self.complain(node, f"这是列表，不能直接取“{name}”。", mend, "type")
        elif target != ANY:
            self.complain(node, f"{target.word}下面没有“{name}”。", "请检查名称。", "type")
        return ANY

    def _list(self, node: ListNode) -> Typed:
        items = tuple(self.typed(item) for item in node.items)
        kind = items[0].type if items else ANY
        for item in items[1:]:
            if not fits(item.type, kind) and not fits(kind, item.type):
                self.complain(
                    item.node, f"列表里混着{kind.word}和{item.type.word}。", "各项类型应相同。", "type"
                )
            kind = DECIMAL if {kind, item.type} == _NUMBERS else kind
        return Typed(node, ListOf(kind), items)

    def _logic(self, node: Logic) -> Typed:
        clauses = tuple(self.typed(clause) for clause in node.clauses)
        for clause in clauses:
            self.wants(clause, BOOL)
        return Typed(node, BOOL, clauses)

    def _negation(self, node: Not) -> Typed:
        clause = self.typed(node.clause)
        self.wants(clause, BOOL)
        return Typed(node, BOOL, (clause,))

    def _negative(self, node: Negative) -> Typed:
        target = self.typed(node.target)
        if plain(target.type) not in {INT, DECIMAL, MONEY, ANY}:
            self.wants(target, DECIMAL)
        return Typed(node, plain(target.type), (target,))

    def _choice(self, node: Choice) -> Typed:
        condition, then, other = self.typed(node.condition), self.typed(node.then), self.typed(node.other)
        self.wants(condition, BOOL)
        if not fits(then.type, other.type) and not fits(other.type, then.type):
            what = f"“:”两边一个是{then.type.word}，一个是{other.type.word}。"
            self.complain(node, what, "两种结果的类型应相同。", "type")
        kind = other.type if fits(then.type, other.type) else then.type
        return Typed(node, kind, (condition, then, other))

    def _binary(self, node: Binary) -> Typed:
        left, right = self.typed(node.left), self.typed(node.right)
        rule = (
            self._membership if node.sign == "in" else self._sum if node.sign in _SUMS else self._comparison
        )
        return Typed(node, rule(node, left, right), (left, right))

    def _membership(self, node: Binary, left: Typed, right: Typed) -> Type:
        kind = plain(right.type)
        if isinstance(kind, ListOf):
            items = right.parts if isinstance(right.node, ListNode) else (Typed(right.node, kind.item),)
            for item in items:
                self._alike(node, left, item)
        elif not isinstance(kind, Record) and kind != ANY:
            self.complain(
                right.node, f"in 右边应是列表，写的是{kind.word}。", "例如 x in ['a', 'b']。", "type"
            )
        return BOOL

    def _comparison(self, node: Binary, left: Typed, right: Typed) -> Type:
        self._alike(node, left, right)
        if node.sign not in {"==", "!="}:
            for side in (left, right):
                kind = plain(side.type)
                if kind not in _ORDERED and kind != ANY:
                    self.complain(side.node, f"{kind.word}没有大小先后。", "请用 == 或 !=。", "type")
        return BOOL

    def _alike(self, node: Binary, left: Typed, right: Typed) -> None:
        one, other = plain(left.type), plain(right.type)
        self._choice_exists(left, right)
        self._choice_exists(right, left)
        if fits(one, other) or fits(other, one):
            return
        mend = next((m for pair, m in _PAIRS if {one, other} == pair), "两边应是同一种值。")
        what = f"“{node.sign}”两边一个是{one.word}，一个是{other.word}。"
        self.problems.append(ExpressionProblem(node.sign_at + 1, what, mend, "expression.type"))

    def _choice_exists(self, code: Typed, written: Typed) -> None:
        kind, node = plain(code.type), written.node
        if isinstance(kind, Code) and isinstance(node, Literal) and node.value not in kind.choices:
            mend = nearest(str(node.value), kind.choices)
            self.complain(node, f"选项里没有“{node.value}”。", mend, "unknown_choice")

    def _sum(self, node: Binary, left: Typed, right: Typed) -> Type:
        one, other = plain(left.type), plain(right.type)
        if ANY in (one, other):
            return other if one == ANY and node.sign == "%" else ANY
        found = _sum_type(node.sign, one, other)
        if found is None:
            mend = _SUM_MENDS.get(frozenset({one.name, other.name}), "请检查两边的类型。")
            what = f"{one.word}与{other.word}不能用“{node.sign}”计算。"
            self.problems.append(ExpressionProblem(node.sign_at + 1, what, mend, "expression.type"))
        return found or ANY

    def _call(self, node: Call) -> Typed:
        arguments = tuple(self.typed(argument) for argument in node.arguments)
        problem = call_problem(node, [a.type for a in arguments])
        if problem:
            self.problems.append(problem)
        return Typed(node, ANY if problem else call_type(node, [a.type for a in arguments]), arguments)

    def _macro(self, node: Macro) -> Typed:
        target = self.typed(node.target)
        kind = plain(target.type)
        if not isinstance(kind, ListOf | Record) and kind != ANY:
            self.complain(
                node.target, f"{kind.word}没有可逐项检查的内容。", f"{node.macro} 只用于列表。", "type"
            )
        item = kind.item if isinstance(kind, ListOf) else TEXT if isinstance(kind, Record) else ANY
        body = self._with(node, item)
        if node.macro != "map":
            self.wants(body, BOOL)
        gives = ListOf(body.type) if node.macro == "map" else ListOf(item) if node.macro == "filter" else BOOL
        return Typed(node, gives, (target, body))

    def _with(self, node: Macro, item: Type) -> Typed:
        if node.variable in self.scope:
            what = f"变量名“{node.variable}”已经有别的意思。"
            self.complain(node, what, "请换一个变量名，例如 x。", "shadowed")
        before = self.scope
        self.scope = {**before, node.variable: item}
        body = self.typed(node.body)
        self.scope = before
        return body


def _sum_type(sign: str, one: Type, other: Type) -> Type | None:
    if one in _NUMBERS and other in _NUMBERS:
        if sign == "%":
            return INT if one == other == INT else None
        return INT if one == other == INT else DECIMAL
    if MONEY in (one, other):
        return _money_type(sign, one, other)
    if sign == "+" and fits(one, TEXT) and fits(other, TEXT):
        return TEXT
    return one if sign == "+" and isinstance(one, ListOf) and fits(other, one) else None


def _money_type(sign: str, one: Type, other: Type) -> Type | None:
    if sign in "+-" and one == other:
        return MONEY
    return MONEY if sign == "*" and INT in (one, other) else None


_SUMS = frozenset("+-*/%")
_LITERALS: dict[type, Type] = {str: TEXT, bool: BOOL, int: INT}
_MEND = {
    "bool": "条件应能回答“是”或“否”，例如 answers.area > 50。",
    "int": "请写整数，或用 int(…) 转换。",
    "decimal": "请写数字，或用 decimal(…) 转换。",
}
_PAIRS: tuple[tuple[set[Any], str], ...] = (
    ({MONEY, INT}, "金额要与金额比较，例如 yuan(500)。"),
    ({MONEY, DECIMAL}, "金额要与金额比较，例如 yuan(500)。"),
    ({DATE, TEXT}, "日期请写成 date('2026-01-01')。"),
    ({DATE, TIMESTAMP}, "请用 date(…) 取时刻的日期。"),
    ({TIMESTAMP, TEXT}, "时刻请写成 timestamp('2026-01-01T09:00:00+08:00')。"),
    ({INT, TEXT}, "请去掉引号，或用 int(…) 转换。"),
    ({DECIMAL, TEXT}, "请去掉引号，或用 decimal(…) 转换。"),
    ({BOOL, TEXT}, "是否请写 true 或 false，不加引号。"),
)
_SUM_MENDS = {
    frozenset({"money", "decimal"}): "按比例取金额请写 portion(金额, 比例)。",
    frozenset({"money"}): "两个金额之比请写 ratio(a, b)。",
    frozenset({"money", "int"}): "金额请写成 yuan(…)；取一部分请写 portion(金额, 比例)。",
    frozenset({"date"}): "两日相隔请写 days_between(a, b)。",
    frozenset({"date", "int"}): "请写 plus_days(日期, 天数)、plus_months 或 plus_years。",
    frozenset({"text", "int"}): "请用 string(…) 把数转成文字。",
}
_RULES: dict[type[Node], Callable[[Checker, Any], Typed]] = {
    Literal: lambda c, n: Typed(n, _LITERALS.get(type(n.value), DECIMAL)),
    Name: Checker._name, Select: Checker._select, Index: Checker._index, ListNode: Checker._list,
    Logic: Checker._logic, Not: Checker._negation, Negative: Checker._negative, Choice: Checker._choice,
    Binary: Checker._binary, Call: Checker._call, Macro: Checker._macro,
}  # fmt: skip


def check_tree(node: Node, schema: Schema, wants: Type | None) -> tuple[Typed, Sequence[ExpressionProblem]]:
    """The typed tree and everything that is wrong, in reading order."""
    checker = Checker(schema)
    typed = checker.typed(node)
    if wants is not None and not checker.problems:
        checker.wants(typed, wants)
    return typed, sorted(set(checker.problems))

"""From tokens to the tree: CEL's grammar by recursive descent."""

from collections.abc import Callable
from decimal import Decimal

from .problems import ExpressionError, refuse
from .tokens import KEYWORDS, RESERVED, Token, tokens, unquote
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
    parts,
)
from .values import INT_MAX

MAX_DEPTH = 48
MAX_MACROS = 3
MACROS = frozenset({"exists", "all", "exists_one", "filter", "map"})
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in"})


def parse_tree(text: str) -> Node:
    """The tree of an expression. Raises ExpressionError with column, what and how to mend."""
    return _Parser(text).whole()


class _Parser:
    """Reads one expression, from the weakest binding operator down to the single value."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.at = 0
        self.depth = 0
        self.macros = 0

    def whole(self) -> Node:
        if self.tokens[0].kind == "end":
            raise refuse(1, "表达式是空的。", "请写条件，例如 answers.area > 50。", "expression.empty")
        node = self.choice()
        if self.here.kind != "end":
            raise self._unexpected("多余的内容")
        if _height(node) > MAX_DEPTH:
            raise _too_deep(node.column)
        return node

    @property
    def here(self) -> Token:
        return self.tokens[self.at]

    def take(self, *signs: str) -> Token | None:
        """The next token if it is one of these signs or words; moves on."""
        token = self.here
        if token.kind in {"sign", "name"} and token.text in signs:
            self.at += 1
            return token
        return None

    def need(self, sign: str, what: str) -> Token:
        token = self.take(sign)
        if token is None:
            raise refuse(self.here.start + 1, what, f"请在此处补上“{sign}”。")
        return token

    def choice(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _too_deep(self.here.start + 1)
        node = self.either()
        if self.take("?"):
            then = self.either()
            self.need(":", "“?”后面缺少“:”。")
            other = self.choice()
            node = Choice(node.start, other.end, node, then, other)
        self.depth -= 1
        return node

    def either(self) -> Node:
        return self._chain("||", self.both)

    def both(self) -> Node:
        return self._chain("&&", self.comparison)

    def _chain(self, sign: str, inner: Callable[[], Node]) -> Node:
        clauses = [inner()]
        while self.take(sign):
            clauses.append(inner())
        if len(clauses) == 1:
            return clauses[0]
        return Logic(clauses[0].start, clauses[-1].end, sign, tuple(clauses))

    def comparison(self) -> Node:
        return self._binary(_COMPARISONS, self.sum)

    def sum(self) -> Node:
        return self._binary(frozenset("+-"), self.product)

    def product(self) -> Node:
        return self._binary(frozenset("*/%"), self.unary)

    def _binary(self, signs: frozenset[str], inner: Callable[[], Node]) -> Node:
        left = inner()
        while (sign := self.take(*signs)) is not None:
            right = inner()
            left = Binary(left.start, right.end, sign.text, left, right, sign.start)
        return left

    def unary(self) -> Node:
        signs = []
        while (sign := self.take("!", "-")) is not None:
            signs.append(sign)
            if len(signs) > MAX_DEPTH:
                raise _too_deep(sign.start + 1)
        node = self._negative_number(signs) or self.member()
        for sign in reversed(signs):
            node = (Not if sign.text == "!" else Negative)(sign.start, node.end, node)
        return node

    def _negative_number(self, signs: list[Token]) -> Node | None:
        """``-9223372036854775808`` is one literal: its digits alone would be too large."""
        if (
            signs
            and signs[-1].text == "-"
            and self.here.kind == "int"
            and self._digits(self.here) == INT_MAX + 1
        ):
            sign, token = signs.pop(), self.here
            self.at += 1
            return Literal(sign.start, token.end, -INT_MAX - 1)
        return None

    def member(self) -> Node:
        node = self.primary()
        while True:
            if self.take("."):
                node = self._after_dot(node)
            elif self.take("["):
                key = self.choice()
                end = self.need("]", "方括号没有成对。")
                node = Index(node.start, end.end, node, key)
            else:
                return node

    def _after_dot(self, target: Node) -> Node:
        name = self.here
        if name.kind != "name":
            raise self._unexpected("“.”后面应是名称，这里是")
        self.at += 1
        if not self.take("("):
            return Select(target.start, name.end, target, name.text)
        if name.text in MACROS:
            return self._macro(target, name)
        arguments, end = self._arguments()
        return Call(target.start, end, name.text, (target, *arguments))

    def _macro(self, target: Node, name: Token) -> Node:
        self.macros += 1
        if self.macros > MAX_MACROS:
            raise refuse(
                name.start + 1, f"逐项条件套了超过 {MAX_MACROS} 层。", "请拆开。", "expression.too_deep"
            )
        variable = self.here
        if variable.kind != "name" or variable.text in KEYWORDS:
            raise self._unexpected(f"{name.text} 的第一个参数应是变量名，这里是")
        self.at += 1
        self.need(",", f"{name.text} 要有两个参数：变量名和条件。")
        body = self.choice()
        end = self.need(")", "括号没有成对。")
        self.macros -= 1
        return Macro(target.start, end.end, name.text, target, variable.text, body)

    def primary(self) -> Node:
        token = self.here
        reader = _PRIMARIES.get(token.kind)
        if reader is None:
            raise self._missing_value(token)
        return reader(self, token)

    def _int(self, token: Token) -> Node:
        value = self._digits(token)
        if value > INT_MAX:
            raise refuse(token.start + 1, "整数太大。", "请写 19 位以内的整数。")
        self.at += 1
        return Literal(token.start, token.end, value)

    def _digits(self, token: Token) -> int:
        return int(token.text, 16) if token.text[:2] in {"0x", "0X"} else int(token.text)

    def _decimal(self, token: Token) -> Node:
        self.at += 1
        return Literal(token.start, token.end, Decimal(token.text))

    def _text(self, token: Token) -> Node:
        self.at += 1
        return Literal(token.start, token.end, unquote(token))

    def _name(self, token: Token) -> Node:
        if token.text in {"true", "false"}:
            self.at += 1
            return Literal(token.start, token.end, token.text == "true")
        _refuse_word(token)
        self.at += 1
        if not self.take("("):
            return Name(token.start, token.end, token.text)
        arguments, end = self._arguments()
        return Call(token.start, end, token.text, arguments)

    def _sign(self, token: Token) -> Node:
        if self.take("("):
            node = self.choice()
            self.need(")", "括号没有成对。")
            return node
        if self.take("["):
            items, end = self._until("]")
            return ListNode(token.start, end, items)
        raise self._missing_value(token)

    def _arguments(self) -> tuple[tuple[Node, ...], int]:
        return self._until(")")

    def _until(self, closing: str) -> tuple[tuple[Node, ...], int]:
        items: list[Node] = []
        while not self.take(closing):
            if items:
                self.need(",", "各项之间要用逗号隔开，或者括号没有成对。")
            items.append(self.choice())
        return tuple(items), self.tokens[self.at - 1].end

    def _missing_value(self, token: Token) -> ExpressionError:
        if token.text == "{":
            return refuse(token.start + 1, "这里不能写花括号。", "列表用方括号 […]。")
        return self._unexpected("这里缺少一个值，遇到的是")

    def _unexpected(self, said: str) -> ExpressionError:
        token = self.here
        if token.kind == "end":
            return refuse(token.start + 1, f"{said}结尾。", "表达式没有写完，请补全。")
        if token.text == "=":
            return refuse(token.start + 1, "单独的“=”没有意义。", "请写成“==”。")
        return refuse(token.start + 1, f"{said}“{token.text}”。", "请检查前后的运算符和括号。")


def _refuse_word(token: Token) -> None:
    if token.text == "null":
        raise refuse(token.start + 1, "这里没有 null。", "要问“有没有填”，请用 has(…) 或 known(…)。")
    if token.text in RESERVED or token.text == "in":
        raise refuse(token.start + 1, f"“{token.text}”是保留字。", "请换一个名称。")


def _too_deep(column: int) -> ExpressionError:
    return refuse(column, f"表达式嵌套超过 {MAX_DEPTH} 层。", "请拆成几个条件。", "expression.too_deep")


def _height(node: Node) -> int:
    """Depth of a tree, measured level by level, so that a deep one cannot exhaust the stack."""
    level, height = [node], 0
    while level:
        level, height = [child for one in level for child in parts(one)], height + 1
    return height


_PRIMARIES: dict[str, Callable[[_Parser, Token], Node]] = {
    "int": _Parser._int,
    "decimal": _Parser._decimal,
    "text": _Parser._text,
    "name": _Parser._name,
    "sign": _Parser._sign,
}

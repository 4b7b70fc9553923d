"""From text to tokens: CEL's own spelling, with a hint where a Chinese keyboard got in the way."""

import re
from dataclasses import dataclass

from .problems import refuse

MAX_LENGTH = 2000
KEYWORDS = frozenset({"true", "false", "null", "in"})
RESERVED = frozenset({
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
    "namespace", "return", "var", "void", "while",
})  # fmt: skip
_FULL_WIDTH = dict(
    zip("（）［］｛｝，．：？！＝＞＜＋－＊／％＆｜“”‘’。、；", "()[]{},.:?!=><+-*/%&|\"\"''.,;", strict=True)
)
_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*)
      |(?P<decimal>\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+)
      |(?P<hex>0[xX][0-9a-fA-F]+)
      |(?P<int>\d+)
      |(?P<text>[rR]?(?:'''.*?'''|\"\"\".*?\"\"\"|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"))
      |(?P<name>[A-Za-z_][A-Za-z0-9_]*)
      |(?P<sign>&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()\[\]{}])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[0-3][0-7]{2}|.)", re.DOTALL)


@dataclass(frozen=True)
class Token:
    """A piece of the text: kind (``int, decimal, text, name, sign, end``), characters, 0-based place."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the next character stands."""
        return self.start + len(self.text)


def tokens(text: str) -> list[Token]:
    """All tokens of a text, an ``end`` token last. Raises ExpressionError where nothing fits."""
    if len(text) > MAX_LENGTH:
        raise refuse(
            MAX_LENGTH, f"表达式超过 {MAX_LENGTH} 个字符。", "请拆成几个条件。", "expression.too_long"
        )
    found, at = [], 0
    while at < len(text):
        token = _next(text, at)
        at = token.end
        if token.kind != "space":
            found.append(token)
    return [*found, Token("end", "", len(text.rstrip()))]


def _next(text: str, at: int) -> Token:
    match = _TOKEN.match(text, at)
    if match is None:
        raise _stray(text, at)
    kind = str(match.lastgroup)
    token = Token("int" if kind == "hex" else kind, match.group(), at)
    _refuse_glued(text, token)
    return token


def _refuse_glued(text: str, token: Token) -> None:
    follows = text[token.end : token.end + 1]
    if token.kind in {"int", "decimal"} and (follows.isalpha() or follows == "_"):
        raise refuse(token.end + 1, f"数字后面紧跟着“{follows}”。", "数字与名称之间要有运算符或空格。")


def _stray(text: str, at: int) -> Exception:
    sign = text[at]
    if sign in _FULL_WIDTH:
        return refuse(
            at + 1, f"“{sign}”是全角符号。", f"请改为半角“{_FULL_WIDTH[sign]}”。", "expression.full_width"
        )
    if sign in "\"'":
        return refuse(at + 1, "引号没有成对。", "请在文字末尾补上同样的引号。", "expression.open_quote")
    if sign in "=&|":
        meant = {"=": "==", "&": "&&", "|": "||"}[sign]
        return refuse(at + 1, f"单独的“{sign}”没有意义。", f"请写成“{meant}”。")
    if sign.isalpha():
        return refuse(
            at + 1, f"名称里不能有“{sign}”。", "名称用英文标识；中文请放在引号里。", "expression.chinese_name"
        )
    return refuse(at + 1, f"不认识的符号“{sign}”。", "请删去或改写。")


def unquote(token: Token) -> str:
    """The characters a text token stands for."""
    raw = token.text[0] in "rR"
    body = token.text[1:] if raw else token.text
    width = 3 if body[:3] in {"'''", '"""'} and len(body) >= 6 else 1
    inner = body[width:-width]
    return inner if raw else _ESCAPE.sub(lambda m: _unescape(m.group(1), token), inner)


def _unescape(code: str, token: Token) -> str:
    if len(code) > 1:
        return chr(int(code, 8) if code[0].isdigit() else int(code[1:], 16))
    if code in "\\'\"`?":
        return code
    if code not in _ESCAPES:
        raise refuse(token.start + 1, f"文字里的“\\{code}”没有意义。", "要写反斜线请写两个：\\\\。")
    return _ESCAPES[code]

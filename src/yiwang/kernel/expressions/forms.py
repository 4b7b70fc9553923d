"""Which calls are right: the closed list of names, the number of arguments and their types."""

from collections.abc import Sequence

from .functions import FUNCTIONS, SPECIAL, Form
from .parser import MACROS
from .patterns import PatternError, pattern
from .problems import ExpressionProblem, nearest
from .tree import Call, Literal, Node, path
from .types import BOOL, Type, fits, plain


def call_problem(node: Call, given: Sequence[Type]) -> ExpressionProblem | None:
    """What is wrong with a call; None if nothing is."""
    if node.function in SPECIAL:
        return _special_problem(node)
    if node.function not in FUNCTIONS:
        return _unknown(node)
    if _form(node, given) is None:
        return _wrong_arguments(node, given)
    return _pattern_problem(node) if node.function == "matches" else None


def call_type(node: Call, given: Sequence[Type]) -> Type:
    """The type a right call gives."""
    form = None if node.function in SPECIAL else _form(node, given)
    if form is None:
        return BOOL
    if isinstance(form.gives, Type):
        return form.gives
    return form.gives(given)


def name_problem(node: Node) -> ExpressionProblem | None:
    """A call that could not even be compiled: an unknown function, or a form used wrongly."""
    if not isinstance(node, Call):
        return None
    if node.function in SPECIAL:
        return _special_problem(node)
    return _unknown(node) if node.function not in FUNCTIONS else None


def _form(node: Call, given: Sequence[Type]) -> Form | None:
    forms = [form for form in FUNCTIONS[node.function].forms if _takes(form, given)]
    exact = [form for form in forms if form.takes[:1] == tuple(plain(t) for t in given[:1])]
    return next(iter(exact or forms), None)


def _takes(form: Form, given: Sequence[Type]) -> bool:
    wanted = list(form.takes)
    if form.many and len(given) > len(wanted):
        wanted += [wanted[-1]] * (len(given) - len(wanted))
    return len(given) == len(wanted) and all(fits(g, w) for g, w in zip(given, wanted, strict=True))


def _special_problem(node: Call) -> ExpressionProblem | None:
    if len(node.arguments) != 1:
        return _problem(node, f"{node.function} 要有一个参数。", f"例如 {node.function}(answers.area)。")
    names = path(node.arguments[0])
    if node.function == "has" and (names is None or len(names) < 2):
        return _problem(node, "has 里应是一个字段，例如 answers.area。", "其他值请用 known(…)。")
    return None


def _unknown(node: Call) -> ExpressionProblem:
    if node.function in MACROS:
        mend = f"请写成 列表.{node.function}(x, 条件)。"
        return _problem(node, f"{node.function} 不能这样用。", mend, "unknown_function")
    mend = nearest(node.function, {*FUNCTIONS, *SPECIAL})
    return _problem(node, f"没有函数“{node.function}”。", mend, "unknown_function")


def _wrong_arguments(node: Call, given: Sequence[Type]) -> ExpressionProblem:
    ways = "；".join(_said(node.function, form) for form in FUNCTIONS[node.function].forms[:4])
    wrote = "、".join(plain(kind).word for kind in given) or "没有参数"
    return _problem(node, f"{node.function} 的参数不对（写的是：{wrote}）。", f"可写成：{ways}。", "type")


def _said(name: str, form: Form) -> str:
    return f"{name}({', '.join(kind.word for kind in form.takes)}{', …' if form.many else ''})"


def _pattern_problem(node: Call) -> ExpressionProblem | None:
    form = node.arguments[1]
    if not isinstance(form, Literal):
        return _problem(
            node, "匹配式要直接写出来，不能取自别处。", "例如 matches(x, '^[0-9]{6}$')。", "pattern"
        )
    try:
        pattern(str(form.value))
    except PatternError as error:
        return _problem(form, str(error), "请改写匹配式。", "pattern")
    return None


def _problem(node: Node, what: str, mend: str, code: str = "call") -> ExpressionProblem:
    return ExpressionProblem(node.column, what, mend, f"expression.{code}")

"""Well-typed expressions and environments made by hypothesis, for laws and comparisons."""

from hypothesis import strategies as st

INTS = ("a.i", "a.j", "b.n")
TEXTS = ("a.s", "a.t")
BOOLS = ("a.p", "a.q", "b.r")
LISTS = ("a.l", "b.m")


def ints(depth):
    leaf = st.one_of(st.sampled_from(INTS), st.integers(-9, 9).map(lambda n: str(n) if n >= 0 else f"({n})"))
    if depth == 0:
        return leaf
    inner = ints(depth - 1)
    joined = st.tuples(inner, st.sampled_from("+-*/%"), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})")
    chosen = st.tuples(bools(depth - 1), inner, inner).map(lambda p: f"({p[0]} ? {p[1]} : {p[2]})")
    sized = st.one_of(texts(depth - 1), lists(depth - 1)).map(lambda t: f"size({t})")
    return st.one_of(leaf, joined, chosen, sized, inner.map(lambda n: f"(-{n})"))


def texts(depth):
    leaf = st.one_of(st.sampled_from(TEXTS), st.text("abc", max_size=3).map(lambda t: f"'{t}'"))
    if depth == 0:
        return leaf
    inner = texts(depth - 1)
    return st.one_of(
        leaf,
        st.tuples(inner, inner).map(lambda p: f"({p[0]} + {p[1]})"),
        ints(depth - 1).map(lambda n: f"string({n})"),
    )


def lists(depth):
    leaf = st.one_of(st.sampled_from(LISTS), st.lists(ints(0), max_size=3).map(lambda x: f"[{', '.join(x)}]"))
    if depth == 0:
        return leaf
    return st.one_of(
        leaf,
        lists(depth - 1).map(lambda x: f"{x}.filter(v, v > 0)"),
        st.tuples(lists(depth - 1), ints(0)).map(lambda p: f"{p[0]}.map(w, w + {p[1]})"),
    )


def bools(depth):
    leaf = st.one_of(st.sampled_from(BOOLS), st.sampled_from(["true", "false"]))
    if depth == 0:
        return leaf
    inner, numbers, words = bools(depth - 1), ints(depth - 1), texts(depth - 1)
    orders = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
    return st.one_of(
        leaf,
        inner.map(lambda c: f"!({c})"),
        st.tuples(inner, st.sampled_from(["&&", "||", "==", "!="]), inner).map(
            lambda p: f"({p[0]} {p[1]} {p[2]})"
        ),
        st.tuples(inner, inner, inner).map(lambda p: f"({p[0]} && {p[1]} && {p[2]})"),
        st.tuples(numbers, orders, numbers).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        st.tuples(words, orders, words).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        st.tuples(words, st.sampled_from(["contains", "startsWith", "endsWith"]), words).map(
            lambda p: f"{p[0]}.{p[1]}({p[2]})"
        ),
        st.tuples(words, st.sampled_from(["a+b", "^a|c$", "[ab]{2}", "^(a|b)*c?$"])).map(
            lambda p: f"{p[0]}.matches('{p[1]}')"
        ),
        st.tuples(numbers, lists(depth - 1)).map(lambda p: f"({p[0]} in {p[1]})"),
        st.tuples(lists(depth - 1), st.sampled_from(["exists", "all", "exists_one"]), numbers).map(
            lambda p: f"{p[0]}.{p[1]}(x, x > {p[2]})"
        ),
    )


small = st.integers(-5, 20)
word = st.text("abc", max_size=4)
environments = st.fixed_dictionaries(
    {
        "a": st.fixed_dictionaries(
            {
                "i": small,
                "j": small,
                "s": word,
                "t": word,
                "p": st.booleans(),
                "q": st.booleans(),
                "l": st.lists(small, max_size=4),
            }
        ),
        "b": st.fixed_dictionaries({"n": small, "r": st.booleans(), "m": st.lists(small, max_size=3)}),
    }
)

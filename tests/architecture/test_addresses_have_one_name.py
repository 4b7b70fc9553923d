"""An address's name leads to one address: of two with the same, the last would take the other's links."""

from collections import defaultdict

from django.urls import URLPattern, get_resolver


def named(resolver, space=(), before=""):
    """Every name with the address it stands for."""
    for one in resolver.url_patterns:
        path = f"{before}{one.pattern}"
        if not isinstance(one, URLPattern):
            yield from named(one, (*space, *filter(None, [one.namespace])), path)
        elif one.name:
            yield ":".join([*space, one.name]), path


def test_no_two_addresses_share_a_name():
    held = defaultdict(set)
    for name, path in named(get_resolver()):
        held[name].add(path)
    assert len(held) > 200
    assert {name: paths for name, paths in held.items() if len(paths) > 1} == {}

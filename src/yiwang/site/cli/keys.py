"""``yiwang keys``: versioned keys of the site (密钥轮换与重新加密)."""

import argparse
import json


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``keys`` with its verbs."""
    noun = subparsers.add_parser("keys", help="keys: rotate, re-encrypt, usage 密钥轮换")
    verbs = noun.add_subparsers(dest="verb", required=True)
    rotate = verbs.add_parser(
        "rotate", help="make a new key and re-encrypt 生成新密钥并重新加密（可中断、可重来）"
    )
    rotate.add_argument("--blind", action="store_true", help="also the blind-index key 连同索引密钥")
    rotate.set_defaults(run=_rotate)
    resume = verbs.add_parser("reencrypt", help="go on with an interrupted rotation 继续未完成的重新加密")
    resume.set_defaults(run=_reencrypt)
    usage = verbs.add_parser("usage", help="how much each key still closes 各密钥的使用量")
    usage.add_argument("--json", action="store_true")
    usage.set_defaults(run=_usage)


def _rotate(arguments: argparse.Namespace) -> int:
    _setup()
    from yiwang.foundations.keys.public import key_rotate

    print(f"已生成新密钥 {'、'.join(key_rotate(blind_too=arguments.blind))}，开始重新加密……")
    return _reencrypt(arguments)


def _reencrypt(_: argparse.Namespace) -> int:
    _setup()
    from yiwang.foundations.keys.public import reencrypt

    print(f"已重新加密 {reencrypt()} 行。旧密钥请保留到 yiwang keys usage 显示为 0，且相应备份过期之后。")
    return 0


def _usage(arguments: argparse.Namespace) -> int:
    _setup()
    from yiwang.foundations.keys.public import key_usage

    usage = key_usage()
    print(
        json.dumps(usage) if arguments.json else "\n".join(f"{name}: {usage[name]}" for name in sorted(usage))
    )
    return 0


def _setup() -> None:
    import django

    django.setup()

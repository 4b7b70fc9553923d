"""``yiwang hotline``: learn suggestions from the city's own closed demands (从历史学习)."""

import argparse
import getpass
import json
import sys
from typing import TYPE_CHECKING, Any

from .standing import stand

if TYPE_CHECKING:
    from yiwang.engines.learning.public import Trained

HISTORY = "hotline"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``hotline`` with its verbs."""
    noun = subparsers.add_parser("hotline", help="hotline: learn suggestions from closed demands 热线学习")
    verbs = noun.add_subparsers(dest="verb", required=True)
    train = verbs.add_parser("train", help="learn a version, not yet in force 学一版，不自动启用")
    train.add_argument(
        "--weeks-held-back", type=int, metavar="N", help="last weeks to prove it on 留出几周检验"
    )
    train.add_argument("--json", action="store_true")
    train.set_defaults(run=_train)


def _train(arguments: argparse.Namespace) -> int:
    """0 if there is a version, 1 if nothing could be learnt (told)."""
    stand()
    from django.utils import timezone

    from yiwang.engines.learning.public import LEARNER, LearningRefused, model_train

    try:
        trained = model_train(
            LEARNER, HISTORY, weeks=arguments.weeks_held_back, by=f"命令行（{_user()}）", now=timezone.now()
        )
    except LearningRefused as refused:
        print(f"■ {refused}", file=sys.stderr)
        return 1
    print(json.dumps(_plain(trained), ensure_ascii=False, indent=2) if arguments.json else _said(trained))
    return 0


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account that the machine has no name for
        return "?"


def _plain(trained: "Trained") -> dict[str, Any]:
    model = trained.model
    span = {name: getattr(model, name).isoformat() for name in ("since", "held_from", "until")}
    told = {"number": model.number, "created": trained.created, "demo": model.is_demo, "digest": model.digest}
    return {**told, **span, "figures": model.figures}


def _said(trained: "Trained") -> str:
    model, demo = trained.model, "（演示数据）" if trained.model.is_demo else ""
    first = "学成" if trained.created else "和以前学的一样，仍是"
    lines = [
        f"{first}第 {model.number} 版{demo}：学了 {model.figures['learnt']} 件，留出 {model.figures['held_back']} 件。"
    ]
    words = {"category": "哪一类", "unit": "由谁办"}
    for aim, held in model.figures["aims"].items():
        whole = held["whole"]
        told = f"提示 {whole['shown']} 件，对了 {whole['held']} 件，前三有它 {whole['among']} 件"
        lines.append(f"{words[aim]}：{whole['lessons']} 件里{told}；总猜最多的一类对 {held['usual']} 件。")
    return "\n".join([*lines, "没有自动启用；请在“热线 → 学习”看过分类的数字再定。"])

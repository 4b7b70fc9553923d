"""``yiwang detectors``: look for what is odd, now (疑点)."""

import argparse
import dataclasses
import json

from .standing import stand


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``detectors`` with its verbs."""
    noun = subparsers.add_parser("detectors", help="detectors: ask units about what looks odd 疑点")
    verbs = noun.add_subparsers(dest="verb", required=True)
    run = verbs.add_parser("run", help="look now, and ask once about each 立即查找并请单位说明")
    run.add_argument("--dry-run", action="store_true", help="only find 只查找，不开出")
    run.add_argument("--json", action="store_true")
    run.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    """0 if every hit was asked about, 1 if some could not be."""
    stand()
    from django.utils import timezone

    from yiwang.engines.detectors.public import detectors_run

    runs = detectors_run(timezone.now(), dry=arguments.dry_run)
    if arguments.json:
        print(json.dumps([dataclasses.asdict(one) for one in runs], ensure_ascii=False, indent=2))
    for one in [] if arguments.json else runs:
        word = "找到" if arguments.dry_run else "新请说明"
        print(
            f"{one.detector}：{word} {len(one.asked)} 件，以前问过 {one.before} 件，没有问成 {len(one.left)} 件"
        )
    return 1 if any(one.left for one in runs) else 0

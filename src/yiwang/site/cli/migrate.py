"""``yiwang migrate``: bring the tables up to date, as their owner."""

import argparse
import os


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``migrate``."""
    noun = subparsers.add_parser("migrate", help="建立或更新数据表 / bring the tables up to date")
    noun.add_argument("--quiet", action="store_true", help="不逐条列出 / say nothing of single steps")
    noun.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Migrate everything; harmless when repeated."""
    owner = os.environ.get("DATABASE_OWNER_URL")
    if owner:
        os.environ["DATABASE_URL"] = owner
    migrate(verbosity=0 if asked.quiet else 1)
    return 0


def migrate(verbosity: int) -> None:
    """Migrate in this process, which must be connected as the owner of the tables."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=verbosity)

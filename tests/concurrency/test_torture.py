"""Database, then everything, killed while clients write, and many requests at once: see ``tools/torture``.

The short form of ``make torture``, on a site with a database of its own, with fsync: that of the tests serves others.
"""

import os
import shutil
import subprocess
import sys

from tests.conftest import ROOT, TEMPLATE, _database, _template
from tools.torture.site import dumped

SHORT = ("--rounds", "2", "--kinds", "database,everything", "--clients", "3", "--seconds", "2", "--web", "1")


def test_nothing_acknowledged_is_lost_and_nothing_happens_twice(tmp_path):
    seeded = tmp_path / "seeded"
    shutil.copytree(_template(), seeded)
    dumped(_database(TEMPLATE), seeded / "site.sql")
    command = [sys.executable, "-m", "tools.torture", *SHORT, "--burst", "120", "--site", str(seeded)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-3000:]
    assert "held: 2 kills" in done.stdout and "all answered" in done.stdout

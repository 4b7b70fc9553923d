"""Commands, workers and tests start without what only few of them need."""

import subprocess
import sys

SLOW = ("aiohttp", "docx", "lxml", "pyhanko", "pypdf", "sklearn")
ASK = f"import sys, django; django.setup(); print([name for name in {SLOW} if name in sys.modules])"


def test_setting_up_imports_nothing_slow_that_few_need():
    done = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

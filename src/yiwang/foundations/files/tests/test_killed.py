"""A process killed outright while it writes leaves whole contents or none."""

import os
import signal
import subprocess
import sys
import time

from yiwang.foundations.files.services import storage

WRITER = """
import os, sys
from django.conf import settings
settings.configure(YIWANG_DATA=sys.argv[1])
from yiwang.foundations.files.services import storage
n = 0
print("ready", flush=True)
while True:
    storage.content_write(f"b1.{n:064x}", bytes(32), bytes([n % 256]) * 2_000_000)
    n += 1
"""


def test_every_content_under_its_address_opens_after_a_kill(data_folder):
    command = [sys.executable, "-c", WRITER, str(data_folder)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "src"})
    assert writer.stdout.readline() == b"ready\n"
    while not any((data_folder / "files").rglob("b1.*")):
        time.sleep(0.01)
    time.sleep(0.05)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    whole = [
        path for path in (data_folder / "files").rglob("*") if path.is_file() and storage.digest_of(path)
    ]
    assert whole
    for path in whole:
        assert len(storage.content_read(path.name, bytes(32))) == 2_000_000

"""Settings are read once each, are documented, and a site given nothing is a safe one."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

from yiwang.site.settings.database import entry
from yiwang.site.settings.environment import VARIABLES
from yiwang.site.settings.reference import page
from yiwang.site.settings.secret_key import secret_key

ROOT = Path(__file__).resolve().parents[2]


def settings(tmp_path, *names, **environment):
    """What a fresh process sees under this environment."""
    code = (
        f"from django.conf import settings as s; print(*(repr(getattr(s, n)) for n in {names!r}), sep='\\n')"
    )
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    ours = {
        "DJANGO_SETTINGS_MODULE": "yiwang.site.settings",
        "PYTHONPATH": paths,
        "YIWANG_DATA": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=kept | ours | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_the_reference_page_is_the_present_one():
    assert (ROOT / "docs/reference/settings.md").read_text() == page(), "make snap"


def test_every_variable_is_read_in_one_place_and_documented():
    known = {one.name for one in VARIABLES}
    assert len(known) == len(VARIABLES)
    used = set()
    for path in (ROOT / "src").rglob("*.py"):
        if "tests" not in path.parts:
            used |= set(re.findall(r'(?:environ(?:\.get)?[\[(]|_read\(\s*)"([A-Z_]+)"', path.read_text()))
    assert {name for name in used if name.startswith(("YIWANG_", "DATABASE_"))} <= known


def test_a_site_given_nothing_is_safe(tmp_path):
    debug, hosts, key, domain = settings(tmp_path, "DEBUG", "ALLOWED_HOSTS", "SECRET_KEY", "YIWANG_DEMO")
    assert (debug, domain) == ("False", "False")
    assert "*" not in hosts
    assert len(key) > 50


def test_https_switches_its_protections_on(tmp_path):
    names = ("SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "CSRF_COOKIE_SECURE")
    assert settings(tmp_path, *names, YIWANG_PUBLIC_URL="https://example.cn") == ["True"] * 3
    assert settings(tmp_path, *names) == ["False"] * 3


def test_the_secret_key_is_made_once_and_kept_for_its_owner_only(tmp_path):
    first = secret_key(tmp_path)
    assert secret_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_database_addresses_are_understood():
    plain = entry("postgresql://me:p%40ss@db.example.cn:6543/city?sslmode=require", role="", pool=4)
    assert (plain["USER"], plain["PASSWORD"], plain["HOST"]) == ("me", "p@ss", "db.example.cn")
    assert (plain["PORT"], plain["NAME"], plain["OPTIONS"]["sslmode"]) == ("6543", "city", "require")
    dropped = entry("postgresql://me@/city?host=/run/pg", role="yiwang_app", pool=4)
    assert dropped["HOST"] == "/run/pg"
    assert dropped["OPTIONS"]["options"] == "-c role=yiwang_app"

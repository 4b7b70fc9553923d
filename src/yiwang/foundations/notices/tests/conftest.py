"""A small world with the national pack's notices, a data folder, and a party with a phone."""

import shutil
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest

from yiwang.foundations.keys.public import encrypt
from yiwang.foundations.notices.pure import NOTICE_TEMPLATE
from yiwang.foundations.people.models import Account, Party
from yiwang.foundations.people.selectors.parties import PHONE_PURPOSE
from yiwang.kernel.actor import Actor
from yiwang.loader import PARAMETER, load

PACK = Path(__file__).resolve().parents[5] / "packs" / "china"
NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
PHONE = "13800000001"


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path, monkeypatch):
    settings.YIWANG_DATA = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.delenv("YIWANG_KEYS", raising=False)


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packs") / "china"
    shutil.copytree(PACK / "notices", folder / "notices")
    (folder / "parameters").mkdir()
    for name in ("notice_quiet_from", "notice_quiet_until"):
        shutil.copy(PACK / "parameters" / f"{name}.yaml", folder / "parameters")
    (folder / "pack.yaml").write_text('id: china\nversion: "1"\ntitle: 通知\n')
    loaded = load(folder, (PARAMETER, NOTICE_TEMPLATE))
    assert loaded.world is not None, "\n".join(problem.sentence() for problem in loaded.problems)
    return loaded.world


@pytest.fixture
def party(db):
    return Party.objects.create(kind="person", name="梁小满", phone=encrypt(PHONE, purpose=PHONE_PURPOSE))


@pytest.fixture
def me(party):
    return Actor(audience="citizen", account_id=uuid.uuid4(), hat=f"party:{party.id}", parties=(party.id,))


@pytest.fixture
def account(db):
    return Account.objects.create(username="a", email="a@example.invalid")

"""The offline page says of receipts what the script says of them: whole ones hold, altered ones do not."""

import json
import secrets
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import expect

from tools.verify_receipt import main
from yiwang.foundations.audit.pure import GENESIS, event_hash, merkle_path, roots_of, seal_of
from yiwang.foundations.audit.pure import Leaf as SealedLeaf

PAGE = Path(__file__).resolve().parents[2] / "docs" / "verify" / "index.html"
AT = datetime(2026, 3, 2, 7, tzinfo=UTC)


def made(algo, folder):
    """A receipt and its day, as files."""
    event = {"subject": "x", "seq": 1, "act": "open", "public": "申请已提交", "algo": algo}
    own = event_hash(GENESIS, event, algo)
    leaves = [
        SealedLeaf("cases", "x", 1, own),
        *(SealedLeaf("cases", "y", n, secrets.token_bytes(32)) for n in (1, 2)),
    ]
    seal = seal_of(1, AT, GENESIS, leaves, algo)
    path = [[side, one.hex()] for side, one in merkle_path([leaf.hash for leaf in leaves], 0, algo)]
    receipt = {
        "log": "cases",
        "subject": "x",
        "seq": 1,
        "algo": algo,
        "prev": GENESIS.hex(),
        "hash": own.hex(),
    }
    receipt |= {"event": event, "seal": seal.as_json(), "path": path}
    roots = roots_of(date(2026, 3, 2), [seal], Ed25519PrivateKey.generate())
    return written(folder / "receipt.json", receipt), written(folder / "roots.json", roots)


def written(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def page(chromium):
    """A page without network."""
    context = chromium.new_context(offline=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("algo", ["sm3", "sha256"])
def test_page_and_script_agree(page, tmp_path, algo):
    receipt, roots = made(algo, tmp_path)
    page.goto(PAGE.as_uri())
    page.set_input_files("#receipt", receipt)
    expect(page.locator("#answer")).to_contain_text("还没有和公布的封存核对")
    page.set_input_files("#roots", roots)
    expect(page.locator("#answer")).to_contain_text("公布文件：2026-03-02")
    assert main([str(receipt), str(roots)]) == 0
    altered = json.loads(receipt.read_text(encoding="utf-8"))
    altered["event"]["public"] = "申请已撤回"
    page.set_input_files("#receipt", written(tmp_path / "altered.json", altered))
    expect(page.locator("#answer")).to_contain_text("记录内容与其摘要不符")
    day = json.loads(roots.read_text(encoding="utf-8")) | {"day": "2026-03-03"}
    page.set_input_files("#receipt", receipt)
    page.set_input_files("#roots", written(tmp_path / "forged.json", day))
    expect(page.locator("#answer")).to_contain_text("签名不对")

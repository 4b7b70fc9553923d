"""Published days get a stamp beside them, whoever is silent; a stamp over something else is named, here and offline."""

import http.server
import threading

import pytest
from asn1crypto import tsp
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_pem_x509_certificate
from pyhanko.sign.timestamps import DummyTimeStamper

from tools.verify_receipt import main
from yiwang.adapters.timestamps.authorities import DemoAuthority, HttpAuthority, _identity
from yiwang.foundations.audit.public import stamp_findings, stamps_ask, stamps_known, stamps_use, token_path
from yiwang.foundations.audit.pure import StampFailedError, stamp_digest, stamp_problem
from yiwang.foundations.audit.services.stamping import stamps_from

DAY = "2026-11-26"


@pytest.fixture
def day(tmp_path, settings):
    """One published day, and the stand-in to stamp it."""
    settings.YIWANG_DATA, settings.YIWANG_TSA_CERTIFICATES = tmp_path, ""
    before = stamps_from()
    stamps_use(DemoAuthority())
    path = tmp_path / "seals" / "roots" / f"{DAY}.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(b'{"day": 1}\n')
    yield path
    stamps_use(before)


def test_a_day_gets_one_stamp_and_keeps_it(day):
    assert (stamps_ask(), stamps_ask()) == (1, 0)
    held = stamps_known()[0].stamp
    assert held.digest == stamp_digest(day.read_bytes()) and "模拟" in held.by and held.at.tzinfo
    assert stamp_findings() == []


def test_a_silent_authority_delays_nothing_and_is_asked_again(day):
    class Silent:
        name, is_demo = "x", False

        def stamp(self, digest):
            raise StampFailedError("timeout")

    stamps_use(Silent())
    assert stamps_ask() == 0 and stamps_known()[0].stamp is None and stamp_findings() == []
    stamps_use(DemoAuthority())
    assert stamps_ask() == 1


def test_a_stamp_over_another_file_or_by_somebody_else_is_named(day, settings, tmp_path):
    stamps_ask()
    day.write_bytes(b'{"day": 2}\n')
    assert [one.what for one in stamp_findings()] == ["时间戳盖的不是这个公布文件。"]
    day.write_bytes(b'{"day": 1}\n')
    trusted = tmp_path / "trusted"
    trusted.mkdir()
    settings.YIWANG_TSA_CERTIFICATES = str(trusted)
    own = load_pem_x509_certificate((tmp_path / "demo-tsa.pem").read_bytes())
    (trusted / "own.pem").write_bytes(own.public_bytes(Encoding.PEM))
    assert stamp_findings() == []
    other = tmp_path / "other"
    other.mkdir()
    certificate, _ = _identity(other / "tsa.pem")
    assert "信任" in stamp_problem(token_path(day).read_bytes(), day.read_bytes(), [certificate.dump()])
    token_path(day).write_bytes(b"nonsense")
    assert [one.what for one in stamp_findings()] == ["时间戳文件不能读。"]


def test_the_script_says_what_a_stamp_is_over_and_who_signed_it(day, tmp_path, capsys):
    stamps_ask()
    token, authority = str(token_path(day)), tmp_path / "authority.pem"
    assert main(["stamp", str(day), token]) == 0
    said = capsys.readouterr().out
    assert stamps_known()[0].stamp.at.strftime("%Y%m%d%H%M%S") in said and "没有核对是谁签的" in said
    own = load_pem_x509_certificate((tmp_path / "demo-tsa.pem").read_bytes())
    authority.write_bytes(own.public_bytes(Encoding.PEM))
    assert main(["stamp", str(day), token, str(authority)]) == 0
    day.write_bytes(b"{}")
    assert main(["stamp", str(day), token]) == 1


def test_an_authority_is_reached_by_http_and_its_errors_are_ours(day, tmp_path):
    certificate, key = _identity(tmp_path / "far.pem")
    answers = DummyTimeStamper(certificate, key)

    class Far(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            body = answers.request_tsa_response(asked).dump() if self.path == "/tsa" else b"sorry"
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Far)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    token = HttpAuthority(f"{base}/tsa").stamp(stamp_digest(b"x"))
    assert stamp_problem(token, b"x", [certificate.dump()]) is None
    for silent in (f"{base}/nothing", "http://127.0.0.1:1/"):
        with pytest.raises(StampFailedError):
            HttpAuthority(silent).stamp(stamp_digest(b"x"))
    server.shutdown()

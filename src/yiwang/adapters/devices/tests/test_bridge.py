"""The bridge answers one site's pages with the right code, and nobody else."""

import json
import threading
from http.client import HTTPConnection

import pytest

from yiwang.adapters.devices.bridge import Bridge
from yiwang.adapters.devices.simulator import simulated_devices

SITE, CODE = "https://window.example", "right"
CARD = {"kind": "citizen_id", "number": "441299199005120121", "name": "李示范"}


@pytest.fixture
def ask():
    server = Bridge(SITE, CODE, simulated_devices([CARD]), simulated=True).server(0)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def asked(method, path, body=None, origin=SITE, token=CODE, **more):
        connection = HTTPConnection("127.0.0.1", server.server_port, timeout=5)
        headers = {"Origin": origin, "X-Yiwang-Token": token, **more}
        connection.request(method, path, body, {k: v for k, v in headers.items() if v is not None})
        answer = connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text else {}, dict(answer.getheaders())

    yield asked
    server.shutdown()
    server.server_close()


def test_it_says_which_devices_are_there_and_that_they_are_simulated(ask):
    status, said, headers = ask("GET", "/v1/devices")
    assert (status, said["simulated"], "id-reader" in said["devices"]) == (200, True, True)
    assert headers["Access-Control-Allow-Origin"] == SITE


def test_the_reader_reads_a_demo_person_and_the_pad_a_picture(ask):
    assert ask("POST", "/v1/id-reader/read", "{}")[1] | CARD == ask("POST", "/v1/id-reader/read", "{}")[1]
    assert ask("POST", "/v1/signature-pad/sign", "{}")[1]["mime"] == "image/png"


@pytest.mark.parametrize("origin", ["https://evil.example", None, "null", SITE + ".evil.example"])
def test_another_site_or_none_is_refused_and_gets_no_leave(ask, origin):
    for method in ("GET", "POST", "OPTIONS"):
        status, _said, headers = ask(method, "/v1/id-reader/read", origin=origin)
        assert status == 403
        assert "Access-Control-Allow-Origin" not in headers


def test_a_name_that_points_here_is_refused(ask):
    assert ask("POST", "/v1/id-reader/read", "{}", Host="evil.example:17600")[0] == 403


@pytest.mark.parametrize("token", ["wrong", "", None])
def test_without_the_code_nothing_is_read(ask, token):
    assert ask("POST", "/v1/id-reader/read", "{}", token=token)[0] == 401


def test_nonsense_is_told(ask):
    assert ask("POST", "/v1/id-reader/read", "{")[0] == 400
    assert ask("POST", "/v1/toaster/toast", "{}")[0] == 404
    assert ask("GET", "/v1/id-reader/read")[0] == 404

"""A model puts texts in order and nobody waits for it; one that is silent, talks nonsense or lies changes nothing."""

import http.server
import json
import threading
import time

import pytest

from yiwang.adapters.ordering import model as room
from yiwang.adapters.ordering.model import ChatModel, places_in

TEXTS = ["路灯不亮找谁修", "执照丢了怎样补", "社保卡怎么办"]


class Stand(http.server.BaseHTTPRequestHandler):
    """The protocol's one address, answering what the test says."""

    def do_POST(self):
        server = self.server
        server.asked.append(
            (self.path, dict(self.headers), json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        )
        server.open.wait(5)
        self.send_response(server.status)
        self.end_headers()
        self.wfile.write(server.body)

    def log_message(self, *_):
        """Silent."""


@pytest.fixture
def stand():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stand) as server:
        server.asked, server.status, server.open = [], 200, threading.Event()
        server.body = said("2,1,3")
        server.open.set()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        server.models = []
        yield server
        server.open.set()
        for model in server.models:
            model._threads.shutdown(wait=True)
        server.shutdown()


def said(content):
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


def asking(server, key=""):
    server.models.append(model := ChatModel(f"http://127.0.0.1:{server.server_port}/v1/", "qwen", key))
    return model


def later(model, words="执照丢了"):
    """What the model has said within five seconds."""
    until = time.monotonic() + 5
    while (
        (places := model.order(words, TEXTS)) is None and time.monotonic() < until and not model._rests_until
    ):
        time.sleep(0.01)
    return places


def test_who_asks_first_goes_on_at_once_and_the_next_has_the_order(stand):
    stand.open.clear()
    model = asking(stand, "secret")
    assert model.order("执照丢了", TEXTS) is None and model.order("执照丢了", TEXTS) is None
    stand.open.set()
    assert later(model) == [1, 0, 2]
    ((path, headers, body),) = stand.asked
    assert (path, headers["Authorization"], body["model"]) == (
        "/v1/chat/completions",
        "Bearer secret",
        "qwen",
    )
    assert "1. 路灯不亮找谁修" in body["messages"][1]["content"]


@pytest.mark.parametrize("body", [b"nonsense", b"{}", b'{"choices": []}', said("都不相关"), said("99")])
def test_nonsense_changes_nothing_and_the_model_is_left_in_peace(stand, body):
    stand.body = body
    model = asking(stand)
    assert later(model) is None and model.order("别的话", TEXTS) is None
    assert len(stand.asked) == 1


def test_an_error_or_nobody_there_changes_nothing(stand):
    stand.status = 500
    assert later(asking(stand)) is None
    assert later(ChatModel("http://127.0.0.1:9/v1", "x")) is None


def test_many_at_once_do_not_pile_up(stand):
    stand.open.clear()
    model = asking(stand)
    for number in range(50):
        assert model.order(f"第 {number} 句", TEXTS) is None
    assert len(model._asking) == room.AT_ONCE + room.WAITING


@pytest.mark.parametrize(
    ("words", "places"),
    [("3，1", [2, 0, 1]), ("2\n2\n2", [1, 0, 2]), ("答：3>2>1。", [2, 1, 0]), ("0, 7, 2", [1, 0, 2])],
)
def test_each_place_stands_once(words, places):
    assert places_in(words, 3) == places

"""Pages of the portal as a phone gets them that was never here: few things, few bytes, nothing that jumps.

Pages are counted as they are sent, static files as a running site sends them, compressed.
"""

import pytest

from .applying import sign_in
from .walking import PHONE
from .weighing import KILOBYTE, weighed

pytestmark = pytest.mark.browser
BYTES = 150 * KILOBYTE
REQUESTS = 12
SHIFT = 0.05
OPEN = (
    "/",
    "/service/",
    "/service/themes/open_barber_shop/",
    "/service/themes/second_hand_house/",
    "/service/items/hygiene_licence/",
    "/service/progress/",
    "/service/verify/",
    "/accounts/sign-in/",
)
OWN = ("/service/cases/", "/service/wallet/", "/service/mine/")


def light(chromium, url, state=None):
    told = weighed(chromium, url, PHONE, state)
    heavy = sorted(told.heaviest.items(), key=lambda one: -one[1])[:6]
    assert told.requests <= REQUESTS, f"{url}: {told.requests} 个请求 {heavy}"
    assert told.bytes <= BYTES, f"{url}: {told.bytes / KILOBYTE:.0f} KB {heavy}"
    assert told.shift <= SHIFT, f"{url}: 版面跳动 {told.shift:.3f}"


def test_open_pages_are_light(live_site, chromium):
    for path in OPEN:
        light(chromium, live_site.url + path)


def test_pages_of_somebody_signed_in_are_light(walk, live_site, chromium):
    walker = walk("light").go("/accounts/sign-in/")
    sign_in(walker, "吴示范")
    state = walker.page.context.storage_state()
    for path in OWN:
        light(chromium, live_site.url + path, state)

"""What anybody may open: clean at both widths, and to be used by the keyboard alone."""

import re

import pytest

from .walking import DESKTOP

pytestmark = pytest.mark.browser
THEME = "/service/themes/open_barber_shop/"
PAGES = (
    "/",
    "/service/",
    THEME,
    "/service/themes/second_hand_house/",
    "/service/items/hygiene_licence/",
    "/service/search/?q=xyz",
    "/service/verify/",
    "/service/progress/",
    "/service/publicity/",
    "/sms/demo-box/",
    "/accounts/sign-in/",
    "/accounts/login/",
    "/styleguide/",
)
FAR = 80
"""So many times one would press Tab at most."""


@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_open_pages_are_clean_at_both_widths(walk, width):
    walker = walk(f"anybody-{width}", DESKTOP) if width == "desktop" else walk("anybody")
    for path in PAGES:
        walker.go(path)


def tab_to(page, selector):
    """Press Tab until that is in focus, and is seen to be."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            style = "e => getComputedStyle(e).outlineStyle + getComputedStyle(e).boxShadow"
            assert page.locator(":focus").evaluate(style) != "nonenone", f"看不出焦点在 {selector}"
            return
    raise AssertionError(f"按 Tab 到不了 {selector}")


def test_the_first_key_offers_to_skip_to_the_content(walk):
    page = walk("keyboard", DESKTOP).go("/service/").page
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_from_a_wish_to_the_start_by_keyboard_alone(walk):
    walker = walk("keyboard", DESKTOP).go("/service/")
    page = walker.page
    tab_to(page, "#q")
    page.keyboard.type("我要开理发店")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, f"a[href='{THEME}']")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, "#situation [name='a.sign']")
    with page.expect_response(re.compile(r"a\.sign=false")):
        page.keyboard.press("ArrowDown")
    tab_to(page, "form#start button, #situation button[form=start]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/accounts/sign-in/" in page.url
    walker.look()


def test_pages_hold_together_with_a_long_name_and_at_twice_the_size(walk):
    walker = walk("anybody")
    walker.go(THEME)
    walker.page.evaluate("document.documentElement.style.fontSize = '200%'")
    walker.page.evaluate("document.querySelector('h1').textContent = '下帅壮族瑶族乡龙凤胎双胞胎姐妹理发店'")
    walker.look()

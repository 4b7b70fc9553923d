"""What people at work do: sign in, choose a hat, open a task, act."""

from collections.abc import Mapping

from .applying import put
from .walking import Walker

PASSWORD = "Yiwang-2026"


def staff_sign_in(walker: Walker, username: str, start: str = "/desk/") -> Walker:
    """Sign in with name and password."""
    walker.go(start)
    if not walker.page.locator("[name=login]").count():
        walker.follow("工作人员登录")
    walker.page.locator("[name=login]").fill(username)
    walker.page.locator("[name=password]").fill(PASSWORD)
    return walker.press("登录", exact=True)


def wear(walker: Walker, hat: str) -> Walker:
    """Choose a hat in the header."""
    menu = walker.page.locator("header details.menu").last
    menu.locator("summary").click()
    return walker.press(hat, inside=menu)


def open_task(walker: Walker, title: str) -> Walker:
    """Open the first task of that title in the inbox."""
    walker.go("/desk/")
    return walker.follow(title)


def act(walker: Walker, label: str, values: Mapping[str, str] | None = None) -> Walker:
    """Do an act on the page of a case; ``values`` by the field's key."""
    card = walker.page.locator("section", has=walker.page.locator("#s-acts"))
    if values is None:
        return walker.press(label, inside=card, exact=True)
    form = card.locator("details.act", has=walker.page.locator("summary", has_text=label)).first
    form.locator("summary").first.click()
    for key, value in values.items():
        name = form.locator(f'[name$=".{key}"]').first.get_attribute("name")
        put(walker.page, str(name), value)
    return walker.press("确定", inside=form)

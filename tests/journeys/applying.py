"""What an applicant does, screen after screen: sign in, answer, agree, type, photograph, check, sign."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from .walking import Walker

SHOP = {
    "operator.occupation_status": "other",
    "shop.shop_name": "端州区示范剪吧理发店",
    "shop.division": "441202001000",
    "shop.business_address": "广东省肇庆市端州区示范路8号首层（演示）",
    "shop.staff_count": "3",
    "shop.operation_form": "personal",
    "shop.premises_right": "leased",
    "shop.lease_until": "2031-12-31",
    "shop.business_scope": "理发服务",
    "shop.capital": "50000",
    "shop.seal_set": "official",
    "shop.seal_material": "rubber",
    "shop.seal_pickup": "hall",
    "shop.hygiene_category": "barber",
    "shop.seat_count": "4",
    "shop.direct_staff_count": "3",
    "shop.disinfection_mode": "cabinet",
    "shop.water_supply": "municipal",
    "shop.central_air": "false",
    "shop.dye_area": "true",
    "shop.hygiene_manager": "李示范",
    "shop.hygiene_manager_phone": "10000000001",
    "shop.sign_text": "示范剪吧",
    "shop.sign_position": "lintel",
    "shop.sign_width": "3.2",
    "shop.sign_height": "0.8",
    "shop.sign_floor_height": "2.8",
    "shop.sign_material": "aluminium",
    "shop.sign_lighting": "inner",
    "shop.sign_from": "2027-03-01",
    "shop.sign_building_owned": "false",
}
"""What somebody types who opens a barber's shop of thirty square metres with a sign and a seal."""


def sign_in(walker: Walker, name: str) -> Walker:
    """Come in through the stand-in for the city's identity provider, as one of its people."""
    walker.press("市民和企业登录")
    return walker.press(f"：{name}")


def answer(walker: Walker, value: str) -> Walker:
    """Answer the one question of this page."""
    control = walker.page.locator(f"main input[type=radio][value={value!r}]")
    if control.count():
        control.check()
    else:
        walker.page.locator("main form .input").fill(value)
    return walker.press("下一步")


def agree(walker: Walker) -> Walker:
    """Agree to everything government holds being used."""
    for box in walker.page.locator("input[name=consent]").all():
        box.check()
    return walker.press("保存并继续")


def fill_in(walker: Walker, wanted: Mapping[str, str], *, choose: bool = False) -> set[str]:
    """Type page after page of the form what is asked and wanted; the fields one had to type in.

    With ``choose``, lists of choices that nobody cares about are answered by their first choice.
    """
    typed: set[str] = set()
    while walker.page.url.endswith("/form/"):
        values = _choices(walker.page) | dict(wanted) if choose else wanted
        names = set(walker.page.evaluate(NAMES))
        here = [key for key in values if key in names and key not in typed]
        assert here, f"{walker.page.url}: {walker.text()[:800]}"
        for key in here:
            put(walker.page, f"v.{key}", values[key])
        typed |= set(here)
        walker.press("保存并继续")
    return typed


NAMES = """[...document.querySelectorAll('main [name^="v."]')].map(e => e.name.slice(2))"""
CHOICES = """Object.fromEntries([...document.querySelectorAll('main [name^="v."]')].reverse()
  .filter(e => e.type === 'radio' || e.type === 'checkbox').map(e => [e.name.slice(2), e.value]))"""


def _choices(page: Any) -> dict[str, str]:
    """The first choice of every list of choices on the page."""
    return dict(page.evaluate(CHOICES))


def put(page: Any, name: str, value: str) -> None:
    """Put a value into a field, whatever its kind."""
    field = page.locator(f'[name="{name}"]')
    kind = field.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
    if kind == "select":
        field.select_option(value)
    elif kind in ("radio", "checkbox"):
        for one in value.split(","):
            page.locator(f'[name="{name}"][value="{one}"]').check()
    else:
        field.fill(value)


def object_to(walker: Walker, label: str, value: str) -> Walker:
    """Say on the form that a known value is wrong, and what is right."""
    row = walker.page.locator("dl.summary > div", has=walker.page.get_by_text(label, exact=False)).first
    walker.follow("不对？", inside=row)
    put(walker.page, walker.page.locator("main [name^='v.']").first.get_attribute("name"), value)
    return walker.press("按我写的办")


def hand_in(walker: Walker, *, promise: int = 1) -> dict[str, int]:
    """Photograph every material that is wanted; promise the first that may be promised."""
    done = {"photos": 0, "promises": 0}
    while (open_ := walker.page.locator("main section.card", has_text="还没有")).count():
        card = open_.first
        button = card.get_by_role("button", name="我承诺")
        if done["promises"] < promise and button.count():
            walker.press("我承诺", inside=card)
            done["promises"] += 1
            continue
        with walker.page.expect_navigation():
            card.locator("input[type=file]").set_input_files([photo(done["photos"])])
        walker.look()
        done["photos"] += 1
    return done


def photo(number: int) -> dict[str, Any]:
    """A picture as a phone takes it."""
    picture, data = Image.new("RGB", (600, 800), "white"), BytesIO()
    ImageDraw.Draw(picture).rectangle((60, 60, 540, 120 + number * 20), fill="navy")
    picture.save(data, "JPEG", quality=60)
    return {"name": f"照片{number + 1}.jpg", "mimeType": "image/jpeg", "buffer": data.getvalue()}


def sign(walker: Walker, button: str = "签名并提交") -> Walker:
    """Tick that one has read it, and sign."""
    walker.page.locator("#f-agree").check()
    return walker.press(button)

"""The README's tour, done in a browser exactly as it is written there.

``pressed`` keeps every word that was pressed, in order: a test compares it with the bold words of the tour.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

PASSWORD = "Yiwang-2026"
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
DESKTOP = {"viewport": {"width": 1440, "height": 900}}
ANSWERS = ("个体工商户", "是", "是", "30")
FORM = (
    ("职业状况", "其他"),
    ("名称（字号）", "端州区示范剪吧理发店"),
    ("所在区划", "端州区城东街道"),
    ("经营场所地址", "示范路8号首层"),
    ("从业人数", "3"),
    ("组成形式", "个人经营"),
    ("场所权属", "自有"),
    ("经营范围", "理发服务"),
    ("资金数额", "50000"),
    ("刻制的印章", "公章"),
    ("印章材质", "橡胶"),
    ("印章领取方式", "政务大厅"),
    ("公共场所类别", "理发店"),
    ("座位数", "4"),
    ("直接为顾客服务的人数", "3"),
    ("用具消毒方式", "消毒柜"),
    ("供水方式", "市政供水"),
    ("是否使用集中空调", "否"),
    ("染烫区是否独立通风", "是"),
    ("卫生管理员姓名", "李示范"),
    ("卫生管理员电话", "10000000001"),
    ("招牌文字", "示范剪吧"),
    ("设置位置", "门楣"),
    ("招牌宽度", "3.2"),
    ("招牌高度", "0.8"),
    ("招牌下沿离地高度", "2.8"),
    ("招牌材质", "铝塑板"),
    ("照明方式", "内发光"),
    ("设置起始日期", "2027-03-01"),
    ("附着的建筑是否自有", "是"),
)
"""What the tour types into the form, as its table says."""

DESKS = (
    ("dz-police", "公章刻制备案"),
    ("dz-health", "公共场所卫生许可（新办）"),
    ("dz-urban", "户外招牌设置"),
)
FIRST = "个体工商户设立登记"
Keep = Callable[[str, Any], None]


@dataclass
class Tour:
    """One walk through a running demo site.

    Attributes:
        browser: a Playwright browser.
        site: the demo's address, without a slash at the end.
        keep: called with a name and a page wherever a picture is worth keeping.
    """

    browser: Any
    site: str
    keep: Keep = lambda name, page: None
    pressed: list[str] = field(default_factory=list)
    number: str = ""

    def run(self) -> None:
        """The whole tour; raises at the first step that cannot be done as written."""
        self.keep("desktop-front", self.open("/"))
        phone = self.open("/", PHONE)
        self.apply(phone)
        self.four_desks()
        self.supplement(phone)
        self.decide()
        self.licence(phone)
        self.watch()

    def open(self, path: str, device: dict[str, Any] = DESKTOP) -> Any:
        """A page of somebody with a browser of their own."""
        page = self.browser.new_context(**device, locale="zh-CN").new_page()
        page.set_default_timeout(15000)
        page.goto(self.site + path)
        return page

    def press(self, page: Any, word: str, inside: Any = None) -> None:
        """Press the first button or link of that name, and wait for the page it leads to."""
        place = inside if inside is not None else page.locator("body")
        target = place.get_by_role("button", name=word).or_(place.get_by_role("link", name=word))
        with page.expect_navigation():
            target.filter(visible=True).first.click()
        page.wait_for_load_state("load")
        self.pressed.append(word)

    def apply(self, page: Any) -> None:
        """Sign in as 李示范, find the theme, answer, agree, type, hand in, check, sign."""
        self.keep("phone-front", page)
        for word in ("登录", "市民和企业登录", "李示范", "我要办事"):
            self.press(page, word)
        page.locator("#q").fill("我要开理发店")
        self.press(page, "找")
        self.press(page, "我要开理发店")
        self.keep("phone-theme", page)
        page.locator("#result").scroll_into_view_if_needed()
        page.evaluate("document.querySelector('#result h2').scrollIntoView()")
        self.keep("phone-savings", page)
        self.keep("desktop-theme", self.open(page.url.removeprefix(self.site)))
        self.press(
            page,
            "登录并开始" if page.get_by_role("button", name="登录并开始").count() else "开始",
            page.locator("aside"),
        )
        for number, value in enumerate(ANSWERS):
            if number == 0:
                self.keep("phone-question", page)
            self._answer(page, value)
        for box in page.locator("input[name=consent]").all():
            box.check()
        self.press(page, "保存并继续")
        self._form(page)
        self._materials(page)
        self.press(page, "继续")
        self.press(page, "没有问题，去签名")
        page.locator("#f-agree").check()
        self.press(page, "签名并提交")
        self.keep("phone-done", page)
        self.press(page, "看办理进度")
        self.number = page.url.rstrip("/").rsplit("/", 1)[-1]
        self.keep("phone-progress", page)

    def _answer(self, page: Any, value: str) -> None:
        choice = page.locator("main label.choice", has_text=value)
        if choice.count():
            choice.first.click()
        else:
            page.locator("main form .input").fill(value)
        self.press(page, "下一步")

    def _form(self, page: Any) -> None:
        self.keep("phone-form", page)
        for label, value in FORM:
            _put(page, label, value)
        self.press(page, "保存并继续")

    def _materials(self, page: Any) -> None:
        self.keep("phone-materials", page)
        report = page.locator("section.card", has_text="卫生检测或者评价报告")
        self.press(page, "我承诺", report)
        while (wanted := page.locator("section.card", has_text="还没有")).count():
            with page.expect_navigation():
                wanted.first.locator("input[type=file]").set_input_files([photo()])
            page.wait_for_load_state("load")

    def desk(self, username: str, item: str) -> Any:
        """Sign in at the desk and open the task of an item."""
        page = self.staff(username, "/desk/")
        if username == "dz-market" and FIRST not in self.pressed:
            self.keep("desk-inbox", page)
        self.press(page, item, page.locator("tr", has_text="李示范"))
        return page

    def staff(self, username: str, path: str) -> Any:
        """Sign in as staff."""
        page = self.open(path)
        if not page.locator("[name=login]").count():
            self.press(page, "工作人员登录")
        page.locator("[name=login]").fill(username)
        page.locator("[name=password]").fill(PASSWORD)
        self.press(page, "登录", page.locator("main"))
        return page

    def four_desks(self) -> None:
        """Three find everything complete, one asks for something."""
        page = self.desk("dz-market", FIRST)
        self.keep("desk-case", page)
        self.press(page, "材料齐全")
        for username, item in (DESKS[0], DESKS[2]):
            self.press(self.desk(username, item), "材料齐全")
        page = self.desk(*DESKS[1])
        self.fill_act(
            page, "要求补正", about="场所平面布局图", what="没有标出消毒间的位置", mend="补标后重新拍照"
        )
        self.press(page, "确定：要求补正")

    def fill_act(self, page: Any, act: str, **values: str) -> None:
        """Unfold an act and fill its form; values by the last part of a field's name."""
        form = page.locator("details.act", has=page.locator("summary", has_text=act)).first
        form.locator("summary").first.click()
        self.pressed.append(act)
        for key, value in values.items():
            control = form.locator(f'[name$=".{key}"]').first
            if control.get_attribute("type") == "radio":
                form.locator("label.choice", has_text=value).first.click()
            elif control.evaluate("e => e.tagName") == "SELECT":
                control.select_option(label=value)
            else:
                control.fill(value)

    def supplement(self, page: Any) -> None:
        """The applicant is told once, and answers once."""
        self.press(page, "我的办件")
        self.press(page, "我要开理发店")
        self.keep("phone-supplement", page)
        self.press(page, "去补充")
        page.locator("main textarea").first.fill("已补标消毒间。")
        page.locator("main input[type=file]").first.set_input_files([photo()])
        self.press(page, "提交补充")
        self.press(self.desk(*DESKS[1]), "材料齐全")

    def decide(self) -> None:
        """The first result opens the other three, which run side by side."""
        for username, item in (("dz-market", FIRST), *DESKS):
            page = self.desk(username, item)
            self.fill_act(page, "提出审查意见", opinion="拟准予", grounds="材料齐全，符合条件。")
            self.press(page, "确定：提出审查意见")
            page = self.desk(f"{username}-chief", item)
            self.fill_act(page, "准予", decision="准予")
            self.press(page, "确定：准予")
            self._settled(page)

    def _settled(self, page: Any) -> None:
        """Wait until the worker has issued the result: a few seconds."""
        for _ in range(30):
            if "已办结" in page.locator("main").inner_text():
                return
            page.wait_for_timeout(500)
            page.reload()
        raise AssertionError(f"{page.url}: 没有办结")

    def licence(self, page: Any) -> None:
        """The licence in the wallet, shown, and verified by a stranger."""
        self.press(page, "我的证照")
        self.keep("phone-wallet", page)
        self.press(page, "营业执照")
        self.press(page, "换成“端州区示范剪吧理发店（经营者）”")
        self.press(page, "亮证")
        self.keep("phone-show", page)
        address = page.get_by_role("link", name="核验页").get_attribute("href")
        stranger = self.open(address.removeprefix(self.site), PHONE)
        self.keep("phone-verify", stranger)
        assert "真实有效" in stranger.locator("main").inner_text()

    def watch(self) -> None:
        """The supervisor and the three administrators, each with a part of the whole."""
        page = self.staff("supervisor", "/desk/")
        self.press(page, "查办件")
        page.locator("main [name=q]").fill(self.number)
        self.press(page, "查")
        self.press(page, "我要开理发店")
        self.keep("desk-supervisor", page)
        page = self.staff("system-admin", "/administration/")
        self.press(page, "运行状况")
        self.keep("desk-health", page)
        self.press(self.staff("security-admin", "/administration/"), "账号与岗位")
        self.press(self.staff("audit-admin", "/administration/"), "审计")


def _put(page: Any, label: str, value: str) -> None:
    """Put a value into the field of that label, whatever its kind."""
    group = page.locator("fieldset.field", has=page.locator("legend", has_text=label))
    if group.count():
        group.first.locator("label.choice").get_by_text(value, exact=True).click()
        return
    control = page.get_by_label(label).first
    if control.evaluate("e => e.tagName") == "SELECT":
        control.select_option(label=value)
    else:
        control.fill(value)


def photo() -> dict[str, Any]:
    """A picture as a phone takes it."""
    picture, data = Image.new("RGB", (600, 800), "white"), BytesIO()
    ImageDraw.Draw(picture).rectangle((60, 60, 540, 240), fill="navy")
    picture.save(data, "JPEG", quality=60)
    return {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": data.getvalue()}

"""A demand told on the page by anybody: with pictures that a unit sees only after the hotline has looked at them."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from yiwang.engines.applications.tests.conftest import person
from yiwang.engines.cases.models import Case
from yiwang.foundations.files.public import FileNotFoundForYouError, access_file
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.people.models import Account
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.service.hotline.domain.errors import HotlineRefused
from yiwang.nets.service.hotline.models import HotlineCaller, HotlineDemand, HotlineKnock, HotlinePhoto
from yiwang.nets.service.hotline.services.photos import photo_check

from .test_pages import SEAT, enter, number_in
from .world import NOW, WORKER, hat, move

__all__ = ["enter"]
pytestmark = pytest.mark.django_db
DISPATCHER, OFFICER = "441200-hotline-service-dispatcher", "441202-urban-approval-officer"


def picture():
    """A photograph as a phone sends it."""
    held = BytesIO()
    Image.new("RGB", (40, 30), "white").save(held, "JPEG")
    return SimpleUploadedFile("IMG_1.jpg", held.getvalue(), "image/jpeg")


@pytest.fixture
def anybody(city, client, settings):
    """Somebody who did not sign in."""
    settings.YIWANG_DEMO, settings.ALLOWED_HOSTS = True, ["*"]
    return client


def said(**more):
    return {"key": str(uuid4()), "type": "help", "category": "c0108", "title": "路灯不亮", "words": "三天了。",
            "place_of": "端州区", **more}  # fmt: skip


def tell(client, **more):
    answer = client.post(reverse("hotline:tell"), said(**more))
    assert answer.status_code == 200
    return answer.content.decode()


def case_of_photo():
    with as_actor(WORKER):
        photo = HotlinePhoto.objects.get()
        return photo, Case.objects.get(id=photo.case_id)


def sees(post, photo):
    actor = hat(post)
    with as_actor(actor):
        try:
            access_file(actor, photo.file_id)
        except FileNotFoundForYouError:
            return False
    return True


def test_a_stranger_tells_and_asks_by_number(anybody):
    text = tell(anybody, phone="10000000001", name="李示范")
    assert "已收到" in text and "不会回访" not in text
    found = anybody.post(reverse("hotline:progress"), {"number": number_in(text)}).content.decode()
    assert "路灯不亮" in found and "10000000001" not in found


def test_who_is_anonymous_leaves_nothing(anybody):
    text = tell(
        anybody, phone="10000000001", name="李示范", anonymous="on", words="我是李示范，10000000001。"
    )
    assert "匿名：没有留任何联系方式" in text
    with as_actor(WORKER):
        assert not HotlineCaller.objects.exists() and HotlineDemand.objects.get().is_anonymous


def test_the_same_form_twice_is_one_demand(anybody):
    form = said(photos=[picture()])
    first = anybody.post(reverse("hotline:tell"), form).content.decode()
    again = anybody.post(reverse("hotline:tell"), form | {"photos": [picture()]}).content.decode()
    assert number_in(first) == number_in(again)
    with as_actor(WORKER):
        assert HotlineDemand.objects.count() == HotlinePhoto.objects.count() == 1


def test_what_is_missing_is_said_at_its_field_and_nothing_is_kept(anybody):
    text = tell(anybody, title="", words="写了很多字不能丢")
    assert "请写一句话说明是什么事" in text and "写了很多字不能丢" in text
    assert "请从列出的地方中选" in tell(anybody, place_of="不存在的地方")
    with as_actor(WORKER):
        assert not HotlineDemand.objects.exists()


def test_a_flood_from_one_address_is_held_off(anybody):
    for _ in range(10):
        tell(anybody)
    assert "太多了" in tell(anybody)
    with as_actor(WORKER):
        assert HotlineDemand.objects.count() == 10 == HotlineKnock.objects.count()


def test_too_many_pictures_and_lying_files_are_refused_whole(anybody):
    assert "照片最多 3 张" in tell(anybody, photos=[picture() for _ in range(4)])
    lying = SimpleUploadedFile("a.jpg", b"MZ\x90 not a picture", "image/jpeg")
    assert "已收到" not in tell(anybody, photos=[lying])
    with as_actor(WORKER):
        assert not HotlineDemand.objects.exists()


def test_a_unit_sees_a_picture_only_after_the_hotline_looked(anybody):
    tell(anybody, photos=[picture()])
    photo, case = case_of_photo()
    assert sees(DISPATCHER, photo)
    move(DISPATCHER, case, "dispatch", unit="441202-urban")
    outbox_drain(50)
    assert not sees(OFFICER, photo)
    with as_actor(hat(DISPATCHER)):
        photo_check(hat(DISPATCHER), photo.id, shows_caller=False, now=NOW)
    assert sees(OFFICER, photo)


def test_a_checked_picture_follows_the_demand_to_the_next_unit(anybody):
    tell(anybody, photos=[picture()])
    photo, case = case_of_photo()
    with as_actor(hat(DISPATCHER)):
        photo_check(hat(DISPATCHER), photo.id, shows_caller=False, now=NOW)
    assert not sees(OFFICER, photo)
    move(DISPATCHER, case, "dispatch", unit="441202-urban")
    outbox_drain(50)
    assert sees(OFFICER, photo)


def test_a_picture_that_shows_the_caller_stays_with_the_hotline(anybody, enter, client):
    tell(anybody, photos=[picture()])
    photo, case = case_of_photo()
    dispatcher = enter(DISPATCHER)
    assert "路灯不亮" in dispatcher.get(reverse("hotline:photos")).content.decode()
    dispatcher.post(reverse("hotline:photo-check"), {"photo": str(photo.id), "shows": "caller"})
    assert "没有待核对的照片" in dispatcher.get(reverse("hotline:photos")).content.decode()
    move(DISPATCHER, case, "dispatch", unit="441202-urban")
    outbox_drain(50)
    assert not sees(OFFICER, photo)


def test_others_do_not_check_pictures(anybody):
    tell(anybody, photos=[picture()])
    photo, _ = case_of_photo()
    for post in (OFFICER, SEAT):
        with as_actor(hat(post)), pytest.raises(HotlineRefused):
            photo_check(hat(post), photo.id, shows_caller=False, now=NOW)


def test_somebody_signed_in_finds_it_among_his_own(anybody):
    party = person("李示范", "441299199005120121", "10000000001").parties[0]
    account = Account.objects.create_user("teller", party_id=party, name="李示范")
    anybody.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    tell(anybody)
    assert "路灯不亮" in anybody.get(reverse("portal:cases")).content.decode()
    tell(anybody, title="保密的事", keep_secret="on")
    assert "保密的事" not in anybody.get(reverse("portal:cases")).content.decode()

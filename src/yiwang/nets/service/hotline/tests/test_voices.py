"""What somebody says with a demand: heard and written down by the hotline, then given on; protected ones never."""

import io
import wave

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from yiwang.engines.cases.models import Case
from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.files.models import File, FileBlob
from yiwang.foundations.files.services import storage
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.service.hotline.domain.errors import HotlineRefused
from yiwang.nets.service.hotline.models import HotlineDemand, HotlineVoice
from yiwang.nets.service.hotline.services.voices import voice_check, voice_hear

from .test_pages import SEAT, enter
from .test_telling import DISPATCHER, OFFICER, anybody, said, tell
from .world import NOW, WORKER, hat, move

__all__ = ["anybody", "enter"]
pytestmark = pytest.mark.django_db
REPORTS, SUPERIOR = "441200-hotline-reports-reports", "441202-government-office-demands"


def sound(seconds=1, name="voice.wav", kind="audio/wav"):
    """A recording as a browser sends it."""
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(100)
        file.writeframes(b"\x80" * (100 * seconds))
    return SimpleUploadedFile(name, held.getvalue(), kind)


def spoken(client, **more):
    """A demand that was spoken, with its case's number."""
    assert "已收到" in tell(client, voice=[sound()], **more)
    with as_actor(WORKER):
        voice = HotlineVoice.objects.get()
        return voice, Case.objects.get(id=voice.case_id)


def hears(post, voice):
    actor = hat(post)
    with as_actor(actor):
        try:
            return voice_hear(actor, voice.id, now=NOW)[0][:4] == b"RIFF"
        except HotlineRefused:
            return False


def checked(post, voice, words="路灯坏了三天。", *, tells_caller=False):
    actor = hat(post)
    with as_actor(actor):
        voice_check(actor, voice.id, words, tells_caller=tells_caller, now=NOW)
    with as_actor(WORKER):
        voice.refresh_from_db()


def dispatched(case):
    move(DISPATCHER, case, "dispatch", unit="441202-urban")
    outbox_drain(50)


def test_a_unit_hears_only_after_the_hotline_did_and_reads_what_was_said(anybody, enter):
    voice, case = spoken(anybody, words="")
    dispatched(case)
    assert hears(DISPATCHER, voice) and not hears(OFFICER, voice) and not hears(SEAT, voice)
    assert (
        "热线还没有听" in enter(OFFICER).get(reverse("hotline:voices", args=[case.number])).content.decode()
    )
    checked(DISPATCHER, voice, "路灯坏了三天，打 10000000009 找我。")
    assert hears(OFFICER, voice) and not hears("441202-market-approval-officer", voice)
    officer = enter(OFFICER)
    page = officer.get(reverse("hotline:voices", args=[case.number])).content.decode()
    assert "路灯坏了三天" in page and "<audio" in page and "10000000009" not in page
    assert (
        reverse("hotline:voices", args=[case.number])
        in officer.get(reverse("desk:case", args=[case.number])).content.decode()
    )


def test_it_follows_the_demand_to_who_handles_it_next(anybody):
    voice, case = spoken(anybody)
    checked(DISPATCHER, voice)
    assert not hears(OFFICER, voice)
    dispatched(case)
    assert hears(OFFICER, voice)


@pytest.mark.parametrize(
    ("post", "more"),
    [(DISPATCHER, {"keep_secret": "on"}), (DISPATCHER, {"anonymous": "on"}), (SUPERIOR, {"about": "端州区市场监管局"}),
     (REPORTS, {"type": "report"})],
)  # fmt: skip
def test_what_is_protected_no_unit_ever_hears(anybody, post, more):
    voice, case = spoken(anybody, name="李示范", phone="10000000001", **more)
    checked(post, voice, "我是李示范，10000000001，路灯坏了。")
    assert voice.state == "withheld" and "10000000001" not in voice.summary and "路灯坏了" in voice.summary
    assert ("李示范" in voice.summary) is ("keep_secret" not in more)  # of who is anonymous no name is known
    move(post, case, "dispatch", unit="441202-urban")
    outbox_drain(50)
    assert hears(post, voice) and not hears(OFFICER, voice)


def test_a_voice_that_tells_the_caller_stays_but_its_words_go_on(anybody, enter):
    voice, case = spoken(anybody)
    dispatcher = enter(DISPATCHER)
    page = dispatcher.get(reverse("hotline:photos")).content.decode()
    assert reverse("hotline:voice-sound", args=[voice.id]) in page
    form = {"voice": str(voice.id), "tells": "caller", "summary": "路灯坏了。"}
    dispatcher.post(reverse("hotline:voice-check"), form)
    assert "没有待听的语音" in dispatcher.get(reverse("hotline:photos")).content.decode()
    dispatched(case)
    assert not hears(OFFICER, voice)
    assert "路灯坏了。" in enter(OFFICER).get(reverse("hotline:voices", args=[case.number])).content.decode()


def test_nobody_else_checks_and_nothing_is_let_through_without_words(anybody):
    voice, _ = spoken(anybody)
    for post in (OFFICER, SEAT):
        with pytest.raises(HotlineRefused):
            checked(post, voice)
    with pytest.raises(HotlineRefused, match="写下"):
        checked(DISPATCHER, voice, "  ")
    checked(DISPATCHER, voice)
    with pytest.raises(HotlineRefused, match="已经有人核对过"):
        checked(DISPATCHER, voice)


def test_players_get_parts_strangers_nothing_and_every_hearing_is_written_down(anybody, enter, client):
    voice, _ = spoken(anybody)
    address = reverse("hotline:voice-sound", args=[voice.id])
    assert enter(OFFICER).get(address).status_code == 404
    dispatcher = enter(DISPATCHER)
    whole = dispatcher.get(address)
    assert (
        whole.status_code == 200
        and whole["Content-Type"] == "audio/wav"
        and whole["Accept-Ranges"] == "bytes"
    )
    assert "no-store" in whole["Cache-Control"] and whole["X-Content-Type-Options"] == "nosniff"
    size = len(whole.content)
    for asked, part in (
        ("bytes=0-1", whole.content[:2]),
        ("bytes=10-", whole.content[10:]),
        ("bytes=-5", whole.content[-5:]),
    ):
        answer = dispatcher.get(address, headers={"Range": asked})
        assert answer.status_code == 206 and answer.content == part
    assert dispatcher.get(address, headers={"Range": f"bytes={size}-"}).status_code == 416
    assert dispatcher.get(address, headers={"Range": "bytes=0-1,3-4"}).status_code == 200
    with as_actor(WORKER):
        heard = AuditEvent.objects.filter(act="hotline.voice.heard", subject=f"case:{voice.case_id}")
        assert heard.count() == 5  # nothing was given out where no such part is


def test_it_is_stored_sealed_and_closed(anybody):
    voice, _ = spoken(anybody)
    with as_actor(WORKER):
        file = File.objects.get(id=voice.file_id)
        assert file.is_closed and b"RIFF" not in storage._path(file.blob_id).read_bytes()
        assert FileBlob.objects.filter(digest=file.blob_id).exists()


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([sound(), sound()], "语音最多 1 段"),
        ([sound(200)], "最长 120 秒"),
        ([SimpleUploadedFile("voice.wav", b"MZ\x90 not a sound", "audio/wav")], "不是能在浏览器里听的录音"),
        ([SimpleUploadedFile("voice.wav", bytes(6_000_000), "audio/wav")], "超过 5 MB"),
    ],
)
def test_too_many_too_long_too_large_and_lying_files_are_refused_whole(anybody, files, sentence):
    for file in files:
        file.seek(0)
    text = tell(anybody, voice=files, words="写了很多字不能丢")
    assert sentence in text and "写了很多字不能丢" in text
    with as_actor(WORKER):
        assert not HotlineDemand.objects.exists() and not HotlineVoice.objects.exists()


def test_the_same_form_twice_keeps_one_voice(anybody):
    form = said()
    for _ in range(2):
        anybody.post(reverse("hotline:tell"), form | {"voice": [sound()]})
    with as_actor(WORKER):
        assert HotlineVoice.objects.count() == 1 == File.objects.filter(is_closed=True).count()


def test_only_this_page_may_use_the_microphone_and_it_works_without_script(anybody):
    answer = anybody.get(reverse("hotline:tell"))
    assert "microphone=(self)" in answer["Permissions-Policy"]
    assert "microphone=()" in anybody.get(reverse("hotline:progress"))["Permissions-Policy"]
    assert "media-src 'self' blob:" in answer["Content-Security-Policy"]
    text = answer.content.decode()
    assert 'type="file" name="voice" accept="audio/*" capture' in text and "<script>" not in text

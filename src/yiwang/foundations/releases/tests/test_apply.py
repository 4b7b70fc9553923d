"""Applying a world: all or nothing, nothing twice, and old releases stay readable."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from yiwang.foundations.releases import selectors, services
from yiwang.foundations.releases.models import DefinitionRevision, Release
from yiwang.foundations.releases.public import (
    EditsUndone,
    FutureRelease,
    NoRelease,
    RevisionUnreadable,
    bind_applier,
    forget_current,
    release_apply,
    release_current,
    release_sources,
    world,
    world_pinned,
)
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC
from yiwang.loader import PARAMETER, TEXT, load, parameter_value, text_in
from yiwang.loader.diff import diff
from yiwang.loader.read import source_of
from yiwang.loader.sources import load_sources

FEE = """
title: 工本费
type: money
unit: 元
values:
  2024-01-01: {value: "10.50", source: 某通知, status: assumed}
  2026-01-01: {value: "0", source: 某通知, status: assumed}
"""


HALF_LIVE = (replace(PARAMETER, live=False), TEXT)


@pytest.fixture
def appliers(monkeypatch):
    """Only the appliers a test binds itself."""
    bound = []
    monkeypatch.setattr(services, "_appliers", bound)
    return bound


@pytest.fixture
def pack(tmp_path):
    root = tmp_path / "tinytown"
    (root / "parameters").mkdir(parents=True)
    (root / "text").mkdir()
    (root / "pack.yaml").write_text("id: tinytown\nversion: 1.0\ntitle: 小城\n")
    (root / "parameters/fee.yaml").write_text(FEE)
    (root / "text/zh-Hans.yaml").write_text("zebra: 斑马\napple: 苹果\n")
    (root / "paper.typ").write_bytes(b"= \xe5\x91\x8a\xe7\x9f\xa5")
    return root


def loaded(root):
    result = load(root, [PARAMETER, TEXT])
    assert result.world is not None, result.problems
    return result.world


@pytest.mark.django_db
def test_nothing_applied_is_said_in_words(appliers):
    assert release_current() is None
    with pytest.raises(NoRelease, match="还没有应用任何包"):
        world()


@pytest.mark.django_db
def test_an_applied_world_comes_back_equal(pack, appliers):
    before = loaded(pack)
    release_apply(before)
    after = world()
    assert after.manifest() == before.manifest()
    assert after.pack == before.pack
    assert dict(after.all(PARAMETER)) == dict(before.all(PARAMETER))
    assert after.origin("parameter", "fee") == before.origin("parameter", "fee")
    assert after.asset("paper.typ").decode() == "= 告知"
    assert parameter_value(after, "fee", date(2025, 5, 1)) == 1050
    assert list(after.all(TEXT)) == ["zh-Hans/zebra", "zh-Hans/apple"]


@pytest.mark.django_db
def test_the_same_world_is_no_new_release(pack, appliers):
    first = release_apply(loaded(pack))
    (pack / "text/zh-Hans.yaml").write_text("# 注释不算\nzebra:   斑马\napple: 苹果\n")
    assert release_apply(loaded(pack)).pk == first.pk
    assert Release.objects.count() == 1


@pytest.mark.django_db
def test_an_old_release_reads_as_it_was(pack, appliers):
    first = release_apply(loaded(pack))
    (pack / "text/zh-Hans.yaml").write_text("zebra: 大斑马\napple: 苹果\n")
    second = release_apply(loaded(pack))
    assert release_current().pk == second.pk
    assert text_in(world(), "zebra", "zh-Hans") == "大斑马"
    assert text_in(world(first.pk), "zebra", "zh-Hans") == "斑马"
    assert DefinitionRevision.objects.filter(kind="text", key="zh-Hans/apple").count() == 1


@pytest.mark.django_db
def test_going_back_is_a_new_release(pack, appliers):
    first = release_apply(loaded(pack))
    text = (pack / "text/zh-Hans.yaml").read_text()
    (pack / "text/zh-Hans.yaml").write_text("zebra: 大斑马\n")
    release_apply(loaded(pack))
    (pack / "text/zh-Hans.yaml").write_text(text)
    third = release_apply(loaded(pack))
    assert third.pk != first.pk
    assert third.digest == first.digest


@pytest.mark.django_db
def test_only_touched_appliers_run_and_as_worker(pack, appliers):
    ran = []

    def who(name):
        def apply(held):
            with connection.cursor() as cursor:
                cursor.execute("SELECT current_user")
                ran.append((name, cursor.fetchone()[0]))

        return apply

    bind_applier(("text",), who("text"))
    bind_applier(("parameter",), who("parameter"))
    release_apply(loaded(pack))
    assert ran == [("text", "yiwang_worker"), ("parameter", "yiwang_worker")]
    (pack / "text/zh-Hans.yaml").write_text("zebra: 大斑马\n")
    release_apply(loaded(pack))
    assert [name for name, _ in ran] == ["text", "parameter", "text"]


@pytest.mark.django_db
def test_again_runs_every_applier_without_a_new_release(pack, appliers):
    first = release_apply(loaded(pack))
    ran = []
    bind_applier(("text",), lambda held: ran.append(held.pack.id))
    release_apply(loaded(pack))
    assert ran == []
    assert release_apply(loaded(pack), again=True).pk == first.pk
    assert ran == ["tinytown"]


@pytest.mark.django_db
def test_a_running_case_keeps_pinned_kinds_and_follows_live_ones(pack, appliers, settings):
    settings.YIWANG_KINDS = "yiwang.foundations.releases.tests.test_apply.HALF_LIVE"
    first = release_apply(loaded(pack))
    (pack / "text/zh-Hans.yaml").write_text("zebra: 大斑马\n")
    (pack / "parameters/fee.yaml").write_text(FEE.replace("10.50", "20"))
    release_apply(loaded(pack))
    held = world_pinned(first.pk)
    assert text_in(held, "zebra", "zh-Hans") == "大斑马"
    assert parameter_value(held, "fee", date(2025, 1, 1)) == 1050
    assert held.manifest()["parameter"] == world(first.pk).manifest()["parameter"]


@pytest.mark.django_db
def test_a_revision_that_no_longer_fits_says_so(pack, appliers, monkeypatch):
    monkeypatch.setattr(selectors, "_definitions", {})
    monkeypatch.setattr(selectors, "_worlds", {})
    release = release_apply(loaded(pack))
    DefinitionRevision.objects.filter(kind="parameter").update(body={"id": "fee"})
    with pytest.raises(RevisionUnreadable, match="存下的参数“fee”"):
        world(release.pk)


@pytest.mark.django_db
def test_applying_is_in_the_audit_log(pack, appliers):
    release_apply(loaded(pack))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT subject, public->>'version' FROM audit_event WHERE act = 'releases.release.applied'"
        )
        assert cursor.fetchall() == [("release:tinytown", "1.0")]


@pytest.mark.django_db
def test_a_failing_applier_leaves_nothing(pack, appliers):
    def fail(held):
        raise RuntimeError("坏了")

    bind_applier(("text",), fail)
    with pytest.raises(RuntimeError):
        release_apply(loaded(pack))
    assert Release.objects.count() == 0
    assert release_current() is None


@pytest.mark.django_db
def test_a_day_to_come_is_refused(pack, appliers):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(FutureRelease, match="还没有到"):
        release_apply(loaded(pack), effective_from=tomorrow)


@pytest.mark.django_db
def test_strangers_may_read_definitions_but_not_write(pack, appliers):
    release_apply(loaded(pack))
    with as_actor(PUBLIC):
        assert world().pack.id == "tinytown"
        with connection.cursor() as cursor:
            cursor.execute("SELECT has_table_privilege('release', 'insert, update, delete')")
            assert cursor.fetchone() == (False,)


@pytest.mark.django_db(transaction=True)
def test_two_applying_at_once_make_one_release(pack, appliers):
    held = loaded(pack)
    done = []

    def apply():
        try:
            done.append(release_apply(held).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=apply) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 2
    assert len(set(done)) == 1


@pytest.mark.django_db
def test_current_costs_no_query_within_the_second(pack, appliers, django_assert_num_queries):
    release_apply(loaded(pack))
    world()
    release_current()
    with django_assert_num_queries(0):
        world()
        release_current()
    forget_current()
    with django_assert_num_queries(1):
        release_current()


def edited(root, old, new):
    """What the browser does: a text of the release in force with other words, applied as an edit."""
    before = loaded_sources(release_sources(release_current().pk))
    place = ("tinytown", "text/zh-Hans.yaml")
    text = release_sources(release_current().pk).text(*place).replace(old, new)
    after = loaded_sources(
        release_sources(release_current().pk).changed({place: source_of(place[0], place[1], text)})
    )
    return release_apply(after, edited=diff(before, after, [PARAMETER, TEXT]))


def loaded_sources(sources):
    result = load_sources(sources, [PARAMETER, TEXT])
    assert result.world is not None, result.problems
    return result.world


@pytest.mark.django_db
def test_a_release_keeps_what_it_was_written_in(pack, appliers):
    release = release_apply(loaded(pack))
    kept = release_sources(release.pk)
    assert kept.text("tinytown", "text/zh-Hans.yaml") == (pack / "text/zh-Hans.yaml").read_text()
    assert loaded_sources(kept).manifest() == world().manifest()
    assert loaded_sources(kept).asset("paper.typ").decode() == "= 告知"


@pytest.mark.django_db
def test_a_folder_does_not_silently_undo_an_edit(pack, appliers):
    release_apply(loaded(pack))
    edited(pack, "苹果", "红苹果")
    with pytest.raises(EditsUndone, match=r"红苹果.*改为.*苹果") as told:
        release_apply(loaded(pack))
    assert "--over-edits" in str(told.value)
    assert text_in(world(), "apple", "zh-Hans") == "红苹果"
    release_apply(loaded(pack), over_edits=True)
    assert text_in(world(), "apple", "zh-Hans") == "苹果"


@pytest.mark.django_db
def test_a_folder_may_change_what_nobody_edited_once_it_holds_the_edit(pack, appliers):
    release_apply(loaded(pack))
    edited(pack, "苹果", "红苹果")
    file = pack / "text/zh-Hans.yaml"
    file.write_text("zebra: 花斑马\napple: 红苹果\n")
    release_apply(loaded(pack))
    file.write_text("zebra: 花斑马\napple: 青苹果\n")
    release_apply(loaded(pack))
    assert text_in(world(), "apple", "zh-Hans") == "青苹果"


@pytest.mark.django_db
def test_a_folder_with_other_comments_is_no_new_release_but_is_remembered(pack, appliers):
    first = release_apply(loaded(pack))
    text = "# 核对过\n" + (pack / "text/zh-Hans.yaml").read_text()
    (pack / "text/zh-Hans.yaml").write_text(text)
    assert release_apply(loaded(pack)).pk == first.pk
    assert release_sources(first.pk).text("tinytown", "text/zh-Hans.yaml") == text

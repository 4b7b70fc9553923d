"""Names under the tables of the release: mended, found by variants, refused in words, and what is unknown listed."""

from datetime import UTC, datetime

import pytest

from yiwang.foundations.people.models import NameGap, Party
from yiwang.foundations.people.public import (
    NameUnreadable,
    account_make,
    name_gaps,
    name_spellings,
    name_typed,
    party_register,
    staff_search,
)
from yiwang.foundations.people.services.appointments import AppointmentRefused
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

pytestmark = pytest.mark.django_db
WORKER = system_actor("tests")
NOW = datetime(2027, 1, 12, tzinfo=UTC)


def test_a_code_point_of_gbk_becomes_its_character(city):
    assert name_typed("李\ue863", place="姓名", now=NOW) == "李䶮"
    assert name_typed("李\ue854", place="姓名", now=NOW) == "李\u9fba"


def test_what_no_table_knows_is_refused_in_words_and_listed_without_the_name(city):
    for _ in range(2):
        with pytest.raises(NameUnreadable) as refused:
            name_typed("李\ue001示", place="申请表·姓名", now=NOW)
    assert "U+E001" in str(refused.value) and "输入法" in str(refused.value) and "窗口" in str(refused.value)
    with as_actor(WORKER):
        (gap,) = name_gaps()
    assert (gap.code_point, gap.seen, gap.place) == ("U+E001", 2, "申请表·姓名")
    with pytest.raises(NameUnreadable, match="符号"):
        name_typed("李🙂", place="姓名", now=NOW)


def test_another_system_is_not_refused_but_its_gap_is_listed(city):
    who = {"kind": "person", "id_kind": "citizen_id", "id_number": "441299199005120121"}
    with as_actor(WORKER):
        made = party_register(WORKER, name="买买提•示\ue002", **who)
        again = party_register(WORKER, name="买买提．示\ue002", **who)
        assert made.id == again.id and Party.objects.get(id=made.id).name == "买买提·示\ue002"
        assert NameGap.objects.get().code_point == "U+E002"


def test_every_variant_finds_the_others(city):
    for words in ("吉野", "𠮷野"):
        assert set(name_spellings(words)) == {"吉野", "𠮷野"}
    assert name_spellings("李示范") == ("李示范",)
    assert len(name_spellings("吉喜哲坤升峰群")) <= 16
    with as_actor(WORKER):
        account_make(WORKER, username="yj", name="𠮷示范")
        assert [row.username for row in staff_search("吉示", now=NOW)] == ["yj"]
        with pytest.raises(AppointmentRefused, match="U\\+E003"):
            account_make(WORKER, username="yk", name="李\ue003")


@pytest.mark.parametrize("name", ["𠮷", "𬭩", "㐂", "䶮", "𰻝"])
def test_rare_characters_come_through_the_database_whole(city, name):
    with as_actor(WORKER):
        made = party_register(WORKER, kind="person", name=f"李{name}", provisional=True)
        assert Party.objects.get(id=made.id).name == f"李{name}"

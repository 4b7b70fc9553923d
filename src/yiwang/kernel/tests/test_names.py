"""Names keep every character of GB 18030—2022; dots, widths and private code points come to one form, or are told."""

import pytest

from yiwang.kernel.ids import mask_name
from yiwang.kernel.names import character_said, name_key, name_read, private_in

RARE = "𠮷𬭩㐂䶮𰻝"


@pytest.mark.parametrize("sign", [*RARE, "〇", "\U0002ebf0", "\U000323af", "﨑", "喆"])
def test_rare_characters_stay_whole(sign):
    read = name_read(f"李{sign}")
    assert (read.text, read.unknown, read.odd) == (f"李{sign}", (), ())
    assert len(read.text) == 2


@pytest.mark.parametrize("dot", ["·", "•", "．", "・", "‧", "･", " · ", ".", "﹒"])
def test_every_dot_becomes_the_standard_one(dot):
    assert name_read(f"买买提{dot}示范").text == "买买提·示范"


def test_a_latin_name_keeps_its_full_stop_and_spaces():
    assert name_read(" John  Q. Public ").text == "John Q. Public"
    assert name_read("José Ángel").text == "José Ángel" and name_read("Айгүл  示").text == "Айгүл 示"
    assert name_read("Ｊｏｈｎ").text == "John" and "半角" in name_read("Ｊｏｈｎ").changed[0]


def test_spaces_and_invisible_signs_in_a_chinese_name_go():
    assert name_read("李　示\u200b范\ufe00").text == "李示范"


def test_private_code_points_are_mended_by_the_table_or_told():
    read = name_read("李\ue863\ue000", {"\ue863": "䶮"})
    assert read.text == "李䶮\ue000" and read.unknown == ("\ue000",) and "专用码位" in read.changed[0]
    assert private_in("\U000f0001李") == ["\U000f0001"]
    assert character_said("\ue000") == "U+E000" and character_said("䶮") == "“䶮”（U+4DAE）"


@pytest.mark.parametrize("sign", ["🙂", "\x07", "￥", "="])
def test_what_no_name_has_is_told(sign):
    assert name_read(f"李{sign}").odd


def test_variants_are_found_by_one_key():
    variants = {"𠮷": "吉", "㐂": "喜"}
    assert name_key("𠮷野㐂", variants) == name_key("吉野喜", variants)
    assert name_key("买买提•示范") == name_key("买买提 示范")
    assert name_key("李示范") != name_key("李示凡")


def test_masks_cut_no_character_in_two():
    assert mask_name("𠮷𬭩㐂") == "𠮷*㐂" and mask_name("李𰻝") == "李*"
    assert mask_name("买买提·示范").count("*") == 4

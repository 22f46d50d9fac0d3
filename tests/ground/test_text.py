"""Text from anywhere: cleaned for good, found without marks, listed in Vietnamese order."""

import random
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.text import (
    clean,
    collate,
    collate_name,
    enumerated,
    fold,
    in_short,
    matches,
    same_in_short,
)

SYLLABLES = re.findall(r"\w+", "a à ả ã á ạ ac ăn ằn ẳn ẵn ắn ặn ân b da đa đà e ê i o ô ơ u ư ừ y")
HOSTILE = (
    "aêđ \t\n\r\x07\x08\x1b\x7f\x85\x9b\x9c[];mH0?\\P_^X"
    "\u0300\u0301\u0302\u0323\u031b\u200b\u202e\u2066\u2028\ufeff"
)

texts = st.text() | st.text(alphabet=HOSTILE)


@given(texts, st.booleans(), st.integers(1, 30))
def test_clean_text_stays_as_it_is(text: str, lines: bool, limit: int) -> None:
    done = clean(text, lines=lines, limit=limit)
    assert len(done) <= limit
    assert unicodedata.is_normalized("NFC", done), f"not composed: {done!r}"
    assert clean(done, lines=lines, limit=limit) == done, f"cleaned twice it changes: {done!r}"


@given(texts)
def test_no_text_steers_a_terminal(text: str) -> None:
    for done in (clean(text), clean(text, lines=True).replace("\n", "")):
        steering = [c for c in done if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
        turning = [c for c in done if unicodedata.bidirectional(c) in ("RLO", "LRO", "RLE", "LRE", "PDF")]
        isolating = [c for c in done if unicodedata.bidirectional(c) in ("RLI", "LRI", "FSI", "PDI")]
        assert not steering + turning + isolating, f"{steering + turning + isolating} left in {done!r}"


@pytest.mark.parametrize(
    ("attack", "left"),
    [
        ("\x1b]52;c;aGFja2Vk\x07", ""),
        ("\x1b]52;c;aGFja2Vk\x1b\\", ""),
        ("\x1bP1$r\x1b\\", ""),
        ("\x1b[2J\x1b[1;1H", ""),
        ("\x9b31m", ""),
        ("\x1bc", ""),
        ("\u202etxt.exe", "txt.exe"),
        ("\u2066a\u2069", "a"),
        ("a\u0301\u0301\u0301\u0301\u0301\u0301", "á\u0301\u0301\u0301"),
        ("\ud800", "?"),
    ],
)
def test_sequences_go_as_a_whole(attack: str, left: str) -> None:
    assert clean(f"Vụ {attack}Thư ký") == f"Vụ {left}Thư ký"


def test_an_unclosed_sequence_takes_the_rest_along() -> None:
    assert clean("Vụ\x1b]0;title") == "Vụ", "what a terminal would swallow came back as text"


def test_a_cut_leaves_no_blank_at_the_end() -> None:
    assert clean("Vụ Thư ký", limit=3) == "Vụ"


def test_lines_are_kept_where_they_are_asked_for() -> None:
    assert clean("một\r\nhai\rba\tbốn", lines=True) == "một\nhai\nba    bốn"
    assert clean("một\r\nhai\rba\tbốn") == "một hai ba bốn"


def test_decomposed_letters_are_composed() -> None:
    for syllable in SYLLABLES:
        assert clean(unicodedata.normalize("NFD", syllable)) == syllable


@given(st.text(alphabet="aAăÂđĐêƠưỵẾ ớ"))
def test_search_knows_no_marks_no_case_and_no_form(text: str) -> None:
    plain = fold(text)
    assert plain.isascii(), plain
    assert plain == fold(text.upper()) == fold(unicodedata.normalize("NFD", text))
    assert matches(plain, text)


def test_every_word_must_be_found() -> None:
    assert matches("", "Vụ Thư ký"), "an empty search finds everything"
    assert matches("ky vu", "Vụ", "Thư ký"), "words are looked for in all texts together"
    assert not matches("vu phap", "Vụ Thư ký")


@given(st.randoms(use_true_random=False))
def test_syllables_stand_in_vietnamese_order(chance: random.Random) -> None:
    mixed = SYLLABLES.copy()
    chance.shuffle(mixed)
    assert sorted(mixed, key=collate) == SYLLABLES


@given(st.lists(st.text(alphabet="aàăằâấđeêoơợuưyAĐ 1"), max_size=6))
def test_order_is_the_same_for_composed_and_decomposed(words: list[str]) -> None:
    apart = [unicodedata.normalize("NFD", word) for word in words]
    assert [collate(a)[:2] for a in apart] == [collate(w)[:2] for w in words]


def test_letters_decide_before_tones_and_case_last() -> None:
    assert sorted(["má b", "ma c", "mà a"], key=collate) == ["mà a", "má b", "ma c"]
    assert sorted(["Ân", "an", "Ăn", "đa", "Da"], key=collate) == ["an", "Ăn", "Ân", "Da", "đa"]
    units = ["Vụ Thư ký", "Vụ Lễ tân", "Cục Quản trị II", "Cục Quản trị I", "Đài", "Ủy ban"]
    wanted = ["Cục Quản trị I", "Cục Quản trị II", "Đài", "Ủy ban", "Vụ Lễ tân", "Vụ Thư ký"]
    assert sorted(units, key=collate) == wanted


@pytest.mark.parametrize(
    "names",
    [
        ("Phường 1", "Phường 2", "Phường 2 (mới)", "Phường 10", "Phường An Đông"),
        ("Trường THCS số 2", "Trường THCS số 11", "Trường THCS số 101"),
        tuple(f"Chi cục Thuế khu vực {n}" for n in ("I", "II", "IV", "V", "VI", "IX", "X", "XIV", "XX")),
        ("Tổ G", "Tổ H", "Tổ I", "Tổ K", "Tổ L"),
        ("Đội 2A", "Đội 2B", "Đội 10A"),
        ("Phòng 9", "Phòng 0" + "9" * 5000),
    ],
)
def test_numbers_in_names_stand_by_their_value(names: tuple[str, ...]) -> None:
    assert tuple(sorted({*names}, key=collate)) == names


def test_people_are_listed_by_given_name() -> None:
    people = ["Trần Bình", "Lê An", "Đỗ Bình", "Nguyễn Ân", ""]
    assert sorted(people, key=collate_name) == ["", "Lê An", "Nguyễn Ân", "Đỗ Bình", "Trần Bình"]


def test_names_stand_apart_by_semicolons_where_one_has_a_comma() -> None:
    assert enumerated(["Thư viện", "Trạm Y tế"]) == "Thư viện, Trạm Y tế"
    assert (
        enumerated(n for n in ("Thư viện", "Phòng Tham mưu, Tổng hợp"))
        == "Thư viện; Phòng Tham mưu, Tổng hợp"
    )
    assert enumerated([]) == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo", True),
        ("Sở Giáo dục và ĐT", "Sở GD và Đào tạo", True),
        ("Sở Thông tin và TT", "Sở Thông tin và Truyền thông", True),
        ("Ban ĐT", "Ban Đào tạo", True),
        ("Ban ĐT", "Ban Đầu tư", True),
        ("Ban Đầu tư", "Ban Đào tạo", False),
        ("Trung tâm Thông tin", "Trung tâm Truyền thông", False),
        ("Sở Kế hoạch và ĐT", "Sở Khoa học và Đào tạo", False),
        ("P. Hòa Ân", "Phường Hòa An", False),
        ("P. Hoà An", "Phường Hòa An", True),
        ("P. HOA AN", "Phường Hòa An", True),
        ("TX Thi Sơn", "Thị xã Thi Sơn", True),
    ],
)
def test_two_names_that_spell_different_things_out_are_not_one_in_short(
    one: str, other: str, same: bool
) -> None:
    assert in_short(one) == in_short(other)
    assert same_in_short(one, other) is same_in_short(other, one) is same

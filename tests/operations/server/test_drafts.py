"""A draft: half-typed texts, the place in a meeting, and how one left."""

import json
from pathlib import Path

import pytest

from ktd_tui.operations.server.drafts import FORM_PREFIX, NOWHERE, Cursor, Draft, Drafts


def kept(folder: Path) -> Draft:
    draft = Draft(Drafts(folder), "7")
    draft.load()
    return draft


def test_the_place_comes_back_with_field_and_cursor(tmp_path: Path) -> None:
    draft = kept(tmp_path)
    draft.set_text("M/line", "Câu dở")
    draft.set_place("M", Cursor("line", (0, 4)))
    draft.save()
    again = kept(tmp_path)
    assert (again.meeting_id, again.place, again.left) == ("M", Cursor("line", (0, 4)), False)
    assert again.texts == {"M/line": "Câu dở"}


def test_what_is_half_typed_in_another_window_of_theirs_stays(tmp_path: Path) -> None:
    """The line may be cut of the one that wrote earlier: nothing of it is dirty any more."""
    kept_text = kept(tmp_path)
    kept_text.set_text("old", "còn lại")
    kept_text.save()
    meeting, list_page = kept(tmp_path), kept(tmp_path)
    meeting.set_text("M/line", "Câu dở")
    meeting.set_place("M", Cursor("line", (0, 4)))
    meeting.save()
    list_page.note_page("Khối V", "CQT I")
    list_page.set_text("old", "")
    list_page.set_text("form/x", "Chữ khác")
    list_page.leave()
    list_page.save()
    again = kept(tmp_path)
    assert again.texts == {"M/line": "Câu dở", "form/x": "Chữ khác"}
    assert (again.meeting_id, again.place) == ("M", Cursor("line", (0, 4)))
    assert again.pages == {"Khối V": "CQT I"}
    meeting.set_text("M/line", "")
    meeting.save()
    assert kept(tmp_path).texts == {"form/x": "Chữ khác"}


def test_what_another_window_of_theirs_sent_is_not_half_typed_here_any_more(tmp_path: Path) -> None:
    sends = kept(tmp_path)
    sends.set_text("M/line", "Câu dở")
    sends.save()
    sees = kept(tmp_path)
    sees.set_text("form/x", "Chữ khác")
    sends.set_text("M/line", "")
    sends.save()
    sees.take_in()
    assert sees.texts == {"form/x": "Chữ khác"}
    sees.save()
    assert kept(tmp_path).texts == {"form/x": "Chữ khác"}


def test_a_draft_of_an_older_ktd_is_read(tmp_path: Path) -> None:
    Drafts(tmp_path).write("7", {"meeting_id": "M", "texts": {"M/line": "Câu dở"}})
    draft = kept(tmp_path)
    assert (draft.meeting_id, draft.place, draft.left) == ("M", NOWHERE, False)
    assert draft.texts == {"M/line": "Câu dở"}


@pytest.mark.parametrize(
    "place",
    [
        None,
        "line",
        {},
        {"field": 1, "cursor": [0, 0]},
        {"field": "line", "cursor": [0]},
        {"field": "line", "cursor": [0, -1]},
        {"field": "line", "cursor": ["0", 1]},
    ],
)
def test_a_mangled_place_is_none(tmp_path: Path, place: object) -> None:
    Drafts(tmp_path).write("7", {"meeting_id": "M", "place": place, "left": "yes", "texts": {}})
    assert (kept(tmp_path).place, kept(tmp_path).left) == (NOWHERE, False)


def test_who_quits_a_meeting_with_nothing_half_typed_is_not_asked_next_time(tmp_path: Path) -> None:
    draft = kept(tmp_path)
    draft.set_place("M", Cursor("line"))
    draft.save()
    draft.leave()
    draft.save()
    assert not (tmp_path / "drafts" / "7.json").exists()


def test_who_quits_with_text_half_typed_has_left_and_was_not_cut_off(tmp_path: Path) -> None:
    draft = kept(tmp_path)
    draft.set_text("M/line", "Câu dở")
    draft.set_place("M", Cursor("line", (0, 6)))
    draft.leave()
    draft.save()
    assert (kept(tmp_path).meeting_id, kept(tmp_path).left) == ("M", True)
    draft.set_place("M", Cursor("line", (0, 6)))
    draft.save()
    assert not kept(tmp_path).left, "who is at work again was cut off again"


def test_texts_that_wait_for_their_form_are_kept_and_are_not_work_in_hand(tmp_path: Path) -> None:
    draft = kept(tmp_path)
    draft.set_text(f"{FORM_PREFIX}Khối V/Sửa/name", "Cục")
    draft.leave()
    draft.save()
    assert not kept(tmp_path).half_typed
    assert json.loads((tmp_path / "drafts" / "7.json").read_text("utf-8"))["texts"] == {
        f"{FORM_PREFIX}Khối V/Sửa/name": "Cục"
    }

"""What every store says of who else has it open."""

from datetime import UTC, datetime, timedelta

from tests.store.conftest import Opener

AT = datetime(2023, 12, 8, 7, 0, tzinfo=UTC)


def test_a_mark_lives_as_long_as_it_is_held(opener: Opener) -> None:
    here, there = opener().presence, opener().presence
    mark = here.mark("pens")
    assert (mark.id, there.living("pens")) == ("", [])
    name = mark.hold()
    assert mark.hold() == name == mark.id
    assert there.is_alive("pens", name)
    assert there.living("pens") == [name]
    assert not there.is_alive("sessions", name), "another room's"
    assert not there.is_alive("pens", "../secret")
    another = there.mark("pens")
    assert another.hold() != name
    assert sorted(here.living("pens")) == sorted([name, another.id])
    mark.close()
    assert not there.is_alive("pens", name)
    assert there.living("pens") == [another.id]


def test_a_mark_ends_with_the_store_that_held_it(opener: Opener) -> None:
    leaving, staying = opener(), opener()
    mark = leaving.presence.mark("sessions")
    name = mark.hold()
    mark.keep_text("Đang gõ dở")
    mark.close()
    leaving.close()
    assert not staying.presence.is_alive("sessions", name)
    assert staying.presence.kept_text("sessions", name) == "Đang gõ dở"


def test_a_text_is_kept_beside_the_mark(opener: Opener) -> None:
    here, there = opener().presence, opener().presence
    mark = here.mark("pens")
    mark.keep_text("zu früh")
    name = mark.hold()
    assert there.kept_text("pens", name) == ""
    for text in ("một dòng dài hơn", "ngắn", "", "“½\0”"):
        mark.keep_text(text)
        assert there.kept_text("pens", name).replace("\0", "") == text.replace("\0", "")
    assert there.kept_text("pens", "nobody") == ""


def test_what_all_are_told_is_what_was_told_last(opener: Opener) -> None:
    here, there = opener().presence, opener().presence
    assert there.posted() == b""
    here.post(b"one")
    here.post(b"two")
    assert there.posted() == b"two"


def test_who_was_refused_at_the_door(opener: Opener) -> None:
    here, there = opener().presence, opener().presence
    here.note_refusal("la", AT - timedelta(hours=30))
    here.note_refusal("la", AT)
    here.note_refusal("mai", AT)
    assert there.refusals(AT - timedelta(days=1)) == ["la", "mai"]

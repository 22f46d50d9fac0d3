"""Hostile texts in every field of every record, whatever way they came: none of it steers a terminal."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from ktd_tui import i18n
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import StoreError
from ktd_tui.field_names import FIELDS
from ktd_tui.operations.data.history import history
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.drafts import Draft, Drafts
from ktd_tui.terminal.guard import ControlGuard, harmless, plain
from ktd_tui.text import clean
from store import FILE_NAME, open_store
from tests.terminal.hostile.texts import (
    EVERYTHING,
    HALF,
    INVISIBLE,
    PAYLOADS,
    STEERING,
    example,
    journal_line,
    soil_file,
    soiled,
    steering,
    stored,
    stray,
    texts,
)

TABLES = 13
"""Of the first release."""
anything = st.text(st.characters(exclude_categories=())) | st.lists(
    st.sampled_from([*PAYLOADS.values(), "\ud800", "Vụ ", "\n"]), max_size=5
).map("".join)


# what these tests stand on --------------------------------------------------------------------------


@pytest.mark.parametrize("payload", STEERING.values(), ids=STEERING)
def test_what_steers_is_seen(payload: str) -> None:
    assert steering(payload)
    assert stray(f"\x1b[1;1H\x1b[mVụ {payload}\x1b[?25h")


def test_what_the_app_sends_is_not_seen() -> None:
    assert (
        stray("\x1b[?1049h\x1b[?25l\x1b[>1u\x1b[?2026$p\x1b[12;80H\x1b[1;38;5;67mVụ [/b]\x1b[m\x1b[K") == []
    )


def test_every_text_field_is_found() -> None:
    for table, kind in stored().items():
        document = example(kind)
        kind.model_validate(document)
        marked = [*texts(soiled(kind, document, lambda text: f"{text}\u241b"))]
        assert "chữ" not in marked, f"{table} has a text field that is not spoilt"
    assert len(stored()) >= TABLES, "the models were not found"


# the border -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_every_field_of_every_record_is_clean_when_read(payload: str) -> None:
    for kind in stored().values():
        record = kind.model_validate(soiled(kind, example(kind), lambda text: f"{text} {payload}"))
        for text in texts(record):
            assert not steering(text), f"{steering(text)} left in {text!r}"
            assert unicodedata.is_normalized("NFC", text), text
        assert kind.model_validate(record.model_dump(mode="json")) == record


@given(anything, st.booleans(), st.integers(1, 40))
def test_clean_text_is_composed_within_its_limit_and_stays(text: str, lines: bool, limit: int) -> None:
    done = clean(text, lines=lines, limit=limit)
    assert len(done) <= limit
    assert unicodedata.is_normalized("NFC", done)
    assert clean(done, lines=lines, limit=limit) == done
    assert not steering(done)
    assert not set(done) & set("\u200b\u200c\u200d\u2060\ufeff\u00ad\U000e0041")


@given(anything)
def test_what_is_drawn_never_steers(text: str) -> None:
    kept = "".join(c for c in text if not steering(c) and c != "\n" and not "\ud800" <= c <= "\udfff")
    assert harmless(text) == kept
    assert plain(text).plain.replace("\n", "") == kept
    bold = Style(bold=True)
    drawn = ControlGuard().apply([Segment(text, bold), Segment("Vụ")], Color(0, 0, 0))
    assert [(s.text, s.style) for s in drawn] == [(kept, bold), ("Vụ", None)]
    assert plain(text).spans == [], "stored text was read as markup"


# files that were edited by hand ---------------------------------------------------------------------


@pytest.fixture
def spoilt(sample: Desk, tmp_path: Path) -> Path:
    """The sample's directory, each text in it made hostile by hand."""
    sample.store.close()
    soil_file(tmp_path / "data" / FILE_NAME, lambda text: text + EVERYTHING)
    return tmp_path / "data"


def test_spoilt_data_opens_and_is_clean_once_it_was_saved(spoilt: Path) -> None:
    assert steering("".join(texts(json.loads((spoilt / FILE_NAME).read_text("utf-8")))))
    store = open_store(spoilt)
    for kind in stored().values():
        for record in store.find(kind):
            store.save(record)
    store.rest()
    store.close()
    written = json.loads((spoilt / FILE_NAME).read_text("utf-8"))
    assert not steering("".join(texts(written)))
    assert "\u200b" not in "".join(texts(written))


HISTORY = {
    "a place that nothing fills": "{nowhere} {0} {}",
    "a look inside": "{name.__class__.__mro__} {name!r:>999999999}",
    "an open brace": "{name {",
    "all": EVERYTHING,
}


@pytest.mark.parametrize("why", HISTORY.values(), ids=HISTORY)
def test_a_journal_written_by_hand_is_told_without_being_obeyed(
    sample: Desk, tmp_path: Path, why: str
) -> None:
    unit = sample.store.find(Unit)[0]
    document = {**unit.model_dump(mode="json"), "name": EVERYTHING, "rev": unit.rev + 1}
    number = sample.store.seq
    line = {
        "seq": number + 1, "t": "2023-12-08T07:00:00+00:00", "uid": 1, "user": EVERYTHING, "why": why,
        "facts": {"name": EVERYTHING, "x": "y"}, "ops": [["put", "units", 999, {**document, "id": "U999"}]],
        "was": [None],
    }  # fmt: skip
    with (tmp_path / "data" / f"{FILE_NAME}.journal").open("ab") as journal:
        journal.write(journal_line(json.dumps(line).encode()))
    sample.store.refresh()
    (deed, *_) = history(sample)
    said = i18n.t(deed.why, **deed.facts)
    assert "class 'str'" not in said, "a sentence looked into an object"
    assert len(said) < 10_000, "a sentence was padded to its own width"
    assert not steering(sample.store.get(Unit, "U999").name)


def test_a_line_that_is_no_json_is_damage_whatever_its_crc_says(sample: Desk, tmp_path: Path) -> None:
    with (tmp_path / "data" / f"{FILE_NAME}.journal").open("ab") as journal:
        journal.write(journal_line(b'{"seq": 1, "why": %b}' % HALF.encode()))
    with pytest.raises(StoreError, match="damaged at line"):
        sample.store.refresh()


def test_a_draft_written_by_hand_is_clean(tmp_path: Path) -> None:
    draft = Draft(Drafts(tmp_path), "7")
    (tmp_path / "drafts").mkdir()
    given_ = {"meeting_id": EVERYTHING, "texts": {EVERYTHING: f"một\n{EVERYTHING}\ud800", "n": 7}}
    (tmp_path / "drafts" / "7.json").write_text(json.dumps(given_))
    draft.load()
    (text,) = draft.texts.values()
    assert text.startswith("một\n")
    assert not steering(text)
    draft.set_text("another", "dở")
    draft.save()
    assert Draft(Drafts(tmp_path), "7").texts == {}
    assert not steering("".join(json.loads((tmp_path / "drafts" / "7.json").read_text())["texts"].values()))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("quorum", "1/0"),
        ("quorum", "1e999999999"),
        ("quorum", "2/3{x}"),
        ("opens_at", [99, 99]),
        ("day", EVERYTHING),
        ("opened_at", "9" * 400),
        ("step", EVERYTHING),
    ],
)
def test_a_value_that_is_no_text_is_refused_by_name(
    sample: Desk, tmp_path: Path, field: str, value: object
) -> None:
    sample.store.close()
    file = tmp_path / "data" / FILE_NAME
    tables = json.loads(file.read_text("utf-8"))
    for document in tables["meetings"].values():
        document[field] = value
    file.write_text(json.dumps(tables))
    store = open_store(tmp_path / "data")
    with pytest.raises(StoreError) as refused:
        store.find(Meeting)
    store.close()
    assert refused.value.facts["field"] == FIELDS[field]


def test_invisible_signs_do_not_hide_a_name(sample: Desk) -> None:
    for text in INVISIBLE.values():
        unit = sample.store.save(Unit(name=text))
        assert not set(unit.name) & set("\u200b\u200c\u200d\u2060\ufeff\u00ad\U000e0041")

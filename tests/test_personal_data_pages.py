"""The two pages about personal data tell the same, and of every field that holds a person's data."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.models import models

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {"en": DOCS / "personal-data.md", "vi": DOCS / "du-lieu-ca-nhan.md"}
CODE = re.compile(r"`([^`]+)`")


def rows(page: Path) -> list[list[str]]:
    lines = [line for line in page.read_text("utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def shape(page: Path) -> list[str]:
    """What the page consists of, without its words: head, paragraphs, table, points."""
    blocks = re.split(r"\n\n|\n(?=- )", page.read_text("utf-8").strip())
    return [block[:1] if block[:1] in "#|-" else "" for block in blocks]


def test_the_same_sections_rows_and_commands() -> None:
    english, vietnamese = PAGES.values()
    assert shape(english) == shape(vietnamese)
    assert [len(row) for row in rows(english)] == [len(row) for row in rows(vietnamese)]
    assert [CODE.findall(row[2]) for row in rows(english)] == [
        CODE.findall(row[2]) for row in rows(vietnamese)
    ]
    commands = [
        [word for word in CODE.findall(page.read_text("utf-8")) if word.startswith("ktd ")]
        for page in PAGES.values()
    ]
    assert commands[0] == commands[1] != []


PERSONAL = re.compile(
    r"uid|account|author|who|person|speaker|attendees|tellers|signers|signatures|honorific|degree|elected|.*_by"
    r"|.*signer(_name|_id)?|(head|chair|secretary|presenter|scorer|winner)_id|awarded|candidates"
)
"""How a field is called that names a person, or says something of one."""
OTHERS = {("exemplars", "name"), ("people", "name")}
"""Fields of other names that do so, too."""


def personal_fields() -> Iterator[tuple[str, str]]:
    """Every field of every record that holds a person's data, with its table."""
    for table, kind in models().items():
        for name in kind.model_fields:
            if PERSONAL.fullmatch(name) or (table, name) in OTHERS:
                yield table, name


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_table_with_a_persons_data_is_named(page: Path) -> None:
    named = {word for row in rows(page) for word in CODE.findall(row[2])}
    assert sorted({table for table, _ in personal_fields()} - named) == []
    assert sorted(word for word in named if not word.endswith("/") and word not in models()) == []

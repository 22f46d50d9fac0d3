"""A journal is read from its end, too: the same lines, and none that nobody asks for."""

import os
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ktd_tui.errors import StoreError
from store.engine import journal as journals
from store.engine.history_reader import commit_about
from store.engine.journal import TORN_PAGE, Journal
from store.engine.journal_line import decode, decode_about, encode


def journal_of(folder: Path, lines: list[bytes]) -> Journal:
    made = Journal.make(folder / "j", 0)
    for line in lines:
        made.append(line)
    opened = Journal.open(folder / "j", writing=False)
    assert opened is not None
    return opened


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.text(max_size=300), max_size=20), block=st.integers(1, 200), rest=st.booleans())
def test_back_and_forth_are_the_same_lines(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], block: int, rest: bool
) -> None:
    lines = [encode({"seq": n, "why": text}) for n, text in enumerate(texts)]
    half = [encode({"why": "somebody writes still"})[:-9]] if rest else []
    journal = journal_of(tmp_path_factory.mktemp("journal"), lines + half)
    with mock.patch.object(journals, "BLOCK", block):
        assert list(journal.lines_back()) == list(journal.lines())[::-1]


IDS = st.sampled_from(["U1", "U11", "put", 'a"b', "é\\n", "7"])
VALUES = st.recursive(
    st.none() | st.sampled_from(['],["put","x",1]', '"was":[', "del", "put", "ops", "U1"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "was", "ops"]), inner, max_size=2)
    ),
    max_leaves=6,
)
DOCUMENTS = st.fixed_dictionaries({"value": VALUES}, optional={"id": IDS})
PUT = st.tuples(st.tuples(st.just("put"), IDS, IDS | st.integers(1, 9), DOCUMENTS), st.none() | DOCUMENTS)
DELETION = st.tuples(st.tuples(st.just("del"), IDS, IDS | st.integers(1, 9)), st.none() | DOCUMENTS)


ASKED = st.tuples(IDS, st.booleans()) | st.just((None, True))


@settings(max_examples=300, deadline=None)
@given(made=st.lists(PUT | DELETION, max_size=6), facts=st.dictionaries(IDS, IDS, max_size=2), asked=ASKED)
def test_what_a_long_line_says_of_one_record_or_of_deletions_is_what_the_whole_line_says(
    made: list[tuple[tuple[Any, ...], Any]], facts: dict[str, str], asked: tuple[str | None, bool]
) -> None:
    of, deleting = asked
    head = {"seq": 1, "t": "2026-11-30T00:00:00+00:00", "uid": 0, "user": "a", "why": "b", "facts": facts}
    line = encode({**head, "ops": [op for op, _ in made], "was": [was for _, was in made]})[:-1]
    whole, part = decode(line), decode_about(line, of, deleting=deleting)
    assert whole is not None
    assert part is not None
    said = [list(commit_about(one, of, deleting=deleting)) for one in (part, whole)]
    assert said[0] == said[1]
    assert decode_about(line[:-1] + b"!", of, deleting=deleting) is None, "a line that was changed"


def test_of_a_long_line_the_other_records_are_not_read() -> None:
    made = [["put", "units", n, {"id": f"U{n}", "name": "],[" * n}] for n in range(99)]
    part = decode_about(encode({"seq": 1, "ops": made, "was": [None] * 99})[:-1], "U7")
    assert part == {"seq": 1, "ops": [made[7]], "was": [None]}
    line = encode({"seq": 1, "ops": [*made, ["del", "units", 3]], "was": [None] * 99 + [{"id": "U3"}]})[:-1]
    part = decode_about(line, None, deleting=True)
    assert part == {"seq": 1, "ops": [["del", "units", 3]], "was": [{"id": "U3"}]}


def test_only_what_is_asked_for_is_read(tmp_path: Path) -> None:
    journal = journal_of(tmp_path, [encode({"seq": n, "why": "a" * 500}) for n in range(1000)])
    with (
        mock.patch.object(journals, "decode", side_effect=decode) as decoded,
        mock.patch.object(os, "pread", side_effect=os.pread) as read,
    ):
        back = journal.lines_back()
        assert [next(back)["seq"], next(back)["seq"]] == [999, 998]
        assert (decoded.call_count, read.call_count) == (2, 1)
        assert next(journal.lines_back(b'"seq":7,'))["seq"] == 7
        assert decoded.call_count == 3


@pytest.mark.parametrize(
    ("bad", "fails"),
    [
        (b"no line of ours\n", True),
        (b"00000000 " + TORN_PAGE + b"\n", False),
        (encode({"seq": 3})[:-1] + b"x", True),
    ],
)
def test_damage_is_told_as_forwards(tmp_path: Path, bad: bytes, fails: bool) -> None:
    journal = journal_of(tmp_path, [encode({"seq": 1}), encode({"seq": 2}), bad])
    for read in (journal.lines, journal.lines_back):
        if fails:
            with pytest.raises(StoreError, match="4"):
                list(read())
        else:
            assert sorted(line["seq"] for line in read()) == [1, 2]

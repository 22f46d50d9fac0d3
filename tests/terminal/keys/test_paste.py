"""A paste is one text, in whatever pieces it arrives and whatever stands in it."""

from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from ktd_tui.terminal.paste import CLOSE, OPEN, PasteParser
from tests.terminal.hostile.texts import STEERING, steering

FRAGMENTS = st.lists(
    st.sampled_from([*STEERING.values(), "Vụ ", "\n", "\x11\x13", "\x1b", "\x1b[20", "[201~"])
)


def said(messages: list[Message]) -> list[str]:
    pastes_and_keys = [m for m in messages if isinstance(m, events.Paste | events.Key)]
    return [m.text if isinstance(m, events.Paste) else m.key for m in pastes_and_keys]


@given(FRAGMENTS, st.lists(st.integers(0, 400), max_size=5))
def test_a_paste_presses_no_key(fragments: list[str], cuts: list[int]) -> None:
    text = f"đầu{''.join(fragments)}cuối"
    while CLOSE in text:
        text = text.replace(CLOSE, "")
    sent = f"x{OPEN}{text}{CLOSE}y"
    ends = sorted({min(cut, len(sent)) for cut in cuts} | {len(sent)})
    parser, found = PasteParser(), list[Message]()
    for begin, end in zip([0, *ends], ends, strict=False):
        if piece := sent[begin:end]:
            found += parser.feed(piece)
    (first, paste, last) = said(found)
    assert (first, last) == ("x", "y"), "a key was pressed by a paste, or one beside it was not"
    assert paste.startswith("đầu")
    assert paste.endswith("cuối")
    assert not [c for c in steering(paste) if (c < " " and c not in "\t\r") or "\x7f" <= c <= "\x9f"]


def test_the_end_of_input_is_told_on() -> None:
    parser = PasteParser()
    assert said([*parser.feed(f"{OPEN}một")]) == []
    assert said([*parser.feed("")]) == []
    assert parser.is_eof

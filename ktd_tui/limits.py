"""How long a text may be: never cut without a word, refused with how much is too much."""

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.text import clean

SAID = 40
"""Letters of a text that is too long that are said, to tell which it is."""


def within(text: str, limit: int, *, lines: bool = False) -> str:
    """Make text safe to store, as ``clean`` does, and refuse what is longer than the field keeps.

    Raises:
        Refused: It is; the sentence says by how many letters.
    """
    whole = clean(text, lines=lines, limit=max(len(text) * 4, limit))  # a tab becomes four spaces
    if len(whole) > limit:
        raise Refused(
            N_("“{text}…” is longer than {most} letters: {over} too many."),
            text=whole[:SAID].split("\n")[0],
            most=limit,
            over=len(whole) - limit,
        )
    return whole

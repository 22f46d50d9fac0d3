"""Set phrases: which fit a step, how their places are filled, which places are still open."""

import re
from collections.abc import Mapping, Sequence

from ktd_tui.domain.base import Value
from ktd_tui.domain.meeting import Step
from ktd_tui.text import fold

_PLACE = re.compile(r"\{([^{}]+)\}")
_OPEN = re.compile(r"\[…[^\[\]]*\]?")
"""An open place, also one of which the end was deleted."""
CODE = 4
"""Words of a phrase whose first letters are its code."""


class Phrase(Value):
    """A set phrase, and the steps in which it is said."""

    text: str
    steps: tuple[Step, ...] = ()


def code(phrase: Phrase) -> str:
    """Return the letters by which a phrase is found: «hntn» for «Hội nghị thống nhất …»."""
    words = re.findall(r"\w+", fold(_PLACE.sub("", _OPEN.sub("", phrase.text))))
    return "".join(word[0] for word in words[:CODE])


def ranked(phrases: Sequence[Phrase], step: Step) -> tuple[Phrase, ...]:
    """Return the phrases with those of a step first; each of them in its own order."""
    return tuple(sorted(phrases, key=lambda phrase: step not in phrase.steps))


def filled(phrase: Phrase, known: Mapping[str, str]) -> str:
    """Fill a phrase's places; one that nothing is known for stays open: «[… người phát biểu]»."""
    return _PLACE.sub(lambda found: known.get(found[1]) or f"[… {found[1]}]", phrase.text)


def open_place(text: str, after: int = 0) -> tuple[int, int] | None:
    """Return where the next open place of a text begins and ends, None where there is none."""
    found = _OPEN.search(text, after)
    return found.span() if found else None

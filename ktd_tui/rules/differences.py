"""What differs between two versions of a paper, line by line, for people to read."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple


class Changed(NamedTuple):
    """A stretch that differs: what it was and what it became; empty where it was added or taken out."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def differences(before: Sequence[str], after: Sequence[str]) -> tuple[Changed, ...]:
    """Return what differs between two lists of lines, in order.

    Equal lists have no difference; putting each difference in place of its ``before`` makes ``after``.
    """
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(
        Changed(tuple(before[i:j]), tuple(after[k:m])) for tag, i, j, k, m in found if tag != "equal"
    )

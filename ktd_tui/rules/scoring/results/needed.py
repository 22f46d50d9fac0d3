"""How many votes a title needs, as an office writes it: «80 %», «hơn 2/3», «7 phiếu»."""

import re
from fractions import Fraction
from typing import NamedTuple

from ktd_tui.domain.merit import AwardRule
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.text import fold
from ktd_tui.words import parse_decimal, percent

_VOTES = re.compile(r"([1-9]\d{0,2}) ?(?:phieu|votes?)", re.ASCII)
_SHARE = re.compile(
    r"(?P<more>hon |tren |more than |> ?)?"
    r"(?:(?P<top>[1-9]\d?) ?/ ?(?P<under>[1-9]\d?)|(?P<cent>\d{1,3}(?:[.,]\d+)?) ?%?)",
    re.ASCII,
)
PRECISE = 1000
"""Shares that are so many thousandths are written in per cent, others as fractions."""


class Needed(NamedTuple):
    """How many votes are needed: a share (or more than it), or a number; nothing: the office's own rule."""

    share: Fraction | None = None
    more: bool = False
    votes: int | None = None

    @property
    def asked(self) -> bool:
        """Whether a number is set at all."""
        return self.share is not None or self.votes is not None


def needed_of(rule: AwardRule) -> Needed:
    """Return how many votes a rule asks for."""
    return Needed(rule.vote, rule.vote_more, rule.votes)


def needed_read(text: str) -> Needed:
    """Return what was typed.

    Raises:
        Refused: It says no number of votes.
    """
    plain = " ".join(fold(text).split())
    if not plain:
        return Needed()
    if found := _VOTES.fullmatch(plain):
        return Needed(votes=int(found[1]))
    if found := _SHARE.fullmatch(plain):
        top, under = found["top"], found["under"]
        share = Fraction(int(top), int(under)) if top else Fraction(parse_decimal(found["cent"])) / 100
        more = bool(found["more"])
        if 0 < share < 1 or (share == 1 and not more):
            return Needed(share, more)
    raise Refused(N_("“{text}” is no number of votes. Write 80 %, hơn 2/3 or 7 phiếu."), text=text)


def share_written(share: Fraction) -> str:
    """Write a share of votes: «80 %», «2/3»."""
    return percent(share) if PRECISE % share.denominator == 0 else f"{share.numerator}/{share.denominator}"


def needed_written(of: Needed) -> str:
    """Write it as one would type it; empty where nothing is asked."""
    if of.votes is not None:
        return f"{of.votes} phiếu"
    if of.share is None:
        return ""
    return ("hơn " if of.more else "") + share_written(of.share)

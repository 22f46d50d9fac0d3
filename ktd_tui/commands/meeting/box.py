"""``ktd meeting box``: the electronic ballots of the question in hand.

Passphrases and marks are asked for and not shown; they are never words of a command, which a shell keeps.
"""

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from getpass import getpass
from typing import TypedDict

from ktd_tui.commands.base import say
from ktd_tui.commands.frame import Answer, Option
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.meeting.voting.casting import ballot_for_me, cast
from ktd_tui.operations.meeting.voting.electronic import box_state, close_box, open_box, set_up
from ktd_tui.operations.meeting.voting.tellers import label
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.rules.meeting.secret_ballot import check_passphrase

LONGEST_ANSWER = 1000
"""Characters that are read of an answer on a pipe."""


class _State(TypedDict):
    voted: list[str]
    waiting: list[str]


class _Did(TypedDict):
    done: str


class _Receipt(TypedDict):
    receipt: str


BoxTold = _State | _Did | _Receipt


def _asked(question: str) -> str:
    """Ask for something that nobody is to see; from a pipe a line is read."""
    if not sys.stdin.isatty():
        return sys.stdin.readline(LONGEST_ANSWER).rstrip("\r\n")
    return getpass(f"{question} ")


def _asked_twice(question: str) -> str:
    first = _asked(question)
    if _asked(t("Once more:")) != first:
        raise Refused(N_("The two are not the same; nothing was done."))
    return first


def _state(of: Driver) -> Answer[_State]:
    found = box_state(of.desk, of.vote())
    voted, waiting = ([a.seated for a in some] for some in (found.voted, found.waiting))
    lines = [*(f"✓ {name}" for name in voted), *(f"· {name}" for name in waiting)]
    return Answer({"voted": voted, "waiting": waiting}, lines)


def _passphrases(of: Driver, ask: Callable[[str], str]) -> dict[str, str]:
    people = {a.id: a.seated for a in of.meeting.attendees}
    tellers = of.meeting.tellers
    return {one: ask(t("{name}: type your passphrase.", name=people.get(one, "?"))) for one in tellers}


def _chosen(question: str) -> str:
    typed = _asked_twice(question)
    check_passphrase(typed)  # before others have typed theirs
    return typed


def _lock(of: Driver) -> Answer[_Did]:
    set_up(of.desk, of.vote().id, _passphrases(of, _chosen))
    return Answer({"done": "lock"}, t("Delegates elsewhere can vote now."))


def _cast(of: Driver) -> Answer[_Receipt]:
    vote = ballot_for_me(of.desk, of.desk.store.find(Vote, meeting_id=of.meeting_id))
    if vote is None:
        raise Refused(N_("There is no ballot for you here now."))
    say(vote.subject, wrong=True)
    for place, choice in enumerate(vote.choices, 1):
        say(f"{place}  {label(vote, choice)}", wrong=True)
    say(t("Mark {n} at most.", n=vote.seats), wrong=True)
    typed = _asked_twice(t("The numbers of your marks, with commas between; nothing: a blank ballot:"))
    receipt = cast(of.desk, vote.id, [_choice(vote, one) for one in typed.split(",") if one.strip()])
    said = t("Your ballot is in the box. Its receipt: {receipt}", receipt=receipt)
    return Answer({"receipt": receipt}, said)


def _choice(vote: Vote, typed: str) -> str:
    number = typed.strip()
    place = int(number[:3]) if number.isascii() and number.isdecimal() else 0
    if not 1 <= place <= len(vote.choices):
        raise Refused(N_("There is no choice {n} on this ballot; nothing was cast."), n=number)
    return vote.choices[place - 1]


def _close(of: Driver) -> Answer[_Did]:
    close_box(of.desk, of.vote().id)
    return Answer({"done": "close"}, t("The box is closed."))


def _open(of: Driver) -> Answer[_Did]:
    open_box(of.desk, of.vote().id, {k: v for k, v in _passphrases(of, _asked).items() if v})
    return Answer({"done": "open"}, t("The box is open; F3 shows the ballots by their receipts."))


_ACTS: Mapping[str, Callable[[Driver], Answer[BoxTold]]] = {
    "state": _state,
    "lock": _lock,
    "cast": _cast,
    "close": _close,
    "open": _open,
}
WHAT = Option(
    "what",
    N_("who has voted; lock it with the tellers' passphrases; cast one's ballot; close it; open it"),
    choices=tuple(_ACTS),
)


def use(of: Driver, options: Namespace) -> Answer[BoxTold]:
    """Do with the box what was asked for."""
    return _ACTS[options.what](of)

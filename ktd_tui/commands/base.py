"""What every command needs: its status, its words on the terminal, a desk on the data."""

import sys
from argparse import Namespace
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ktd_tui.errors import KtdError
    from ktd_tui.operations.desk import Desk
    from ktd_tui.rules.access import Actor

DONE, REFUSED = 0, 1
LONGEST = 10_000
READ = 100_000
"""Letters that are said at most, and that are read of a text on standard input."""
STEERING = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
"""Controls (json.dumps leaves C1 as they are), direction marks, bytes of a name that are no text."""


def say(text: str, *, wrong: bool = False) -> None:
    """Say something on stdout, or what went wrong on stderr; nothing in it steers the terminal."""
    stream = sys.stderr if wrong else sys.stdout
    print(unsteered(text[:LONGEST]), file=stream)


def unsteered(text: str) -> str:
    """Return a text as a terminal may have it: without controls, every other sign still there.

    ``text.clean`` would take an unfinished sequence away with all that follows, another field of the same
    line for instance: nobody is to hide in the history what they did.
    """
    import re

    return re.sub(STEERING, "", text.expandtabs(4))


def _plain(value: object) -> object:
    """Return a value as JSON has it: what has named fields is an object, not a list of their values."""
    match value:
        case object(_asdict=fields):
            return _plain(fields())
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
    return value


def _written(value: object) -> object:
    """Return what JSON has no form for: a record, an exact decimal, a day, a path."""
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    match value:
        case object(model_dump=fields):
            return fields(mode="json")
        case Mapping():
            return _plain(dict(value))
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
    return str(value)


def json_text(result: object) -> str:
    """Return a result as JSON; what would steer the terminal is escaped as JSON has it."""
    import json
    import re

    text = json.dumps(_plain(result), ensure_ascii=False, default=_written)
    return re.sub(STEERING, lambda found: f"\\u{ord(found[0]):04x}", text)


def say_json(result: object) -> None:
    """Say a result as JSON on stdout."""
    stream = sys.stdout
    print(json_text(result), file=stream)


class Reason(TypedDict):
    """A refusal for a program: its kind, the English sentence with its places, and what fills them."""

    kind: str
    message: str
    facts: dict[str, int | str]


def reason_of(error: "KtdError") -> Reason:
    """Return a refusal in fields: what kind it is, the English sentence with its places, what fills them."""
    facts = {name: fact if isinstance(fact, int) else str(fact) for name, fact in error.facts.items()}
    return {"kind": type(error).__name__, "message": error.message, "facts": facts}


def say_refusal(error: "KtdError", *, as_json: bool) -> None:
    """Say why nothing was done: a sentence on stderr; for a program its fields on stdout, too."""
    from ktd_tui.i18n import tell

    if as_json:
        say_json({"error": tell(error), "reason": reason_of(error)})
    say(tell(error), wrong=True)


def text_given(typed: str | None) -> str:
    """Return a long text as it was typed, else what standard input has."""
    return typed if typed is not None else sys.stdin.read(READ)


def read_only(options: Namespace) -> bool:
    """Tell whether nothing is to be changed."""
    return bool(getattr(options, "read_only", False))


def actor(options: Namespace) -> "Actor":
    """Return who runs the command."""
    from ktd_tui.operations.account import current_actor

    return current_actor(read_only=read_only(options))


@contextmanager
def open_desk(directory: Path, options: Namespace, *, create: bool = False) -> "Iterator[Desk]":
    """Open the data in a directory for the person at the keyboard.

    Args:
        directory: Where the data lies.
        create: Make what is not there yet.

    Raises:
        NotAllowed: The account has no role there.
        StoreError: The directory or the file cannot be used; both were left as they were.
    """
    from ktd_tui.clock import local_date, now
    from ktd_tui.errors import NotAllowed
    from ktd_tui.operations.desk import Desk
    from ktd_tui.operations.rights import admit, owns
    from store import Author, open_store

    who = actor(options)
    author = Author(who.uid, who.name)
    store = open_store(directory, create=create, read_only=who.read_only, author=author, clock=now)
    with closing(store), closing(options.press) as press:
        who = who._replace(owner=owns(directory, who))
        try:
            admit(store, who, local_date(now()))
        except NotAllowed:
            store.presence.note_refusal(who.name, now())
            raise
        yield Desk(store, who, now, directory, render=press.render)

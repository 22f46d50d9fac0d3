"""The desk at which a person works: the store, who they are, and the clock."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from ktd_tui.clock import Clock, WritingClock, local_date
from ktd_tui.domain.base import Record
from ktd_tui.domain.organisation import Council
from ktd_tui.errors import KtdError, Refused
from ktd_tui.field_names import field_name
from ktd_tui.i18n import N_, t
from ktd_tui.operations.rights import allowed_in, check_right, check_writing, hindrance, own_scopes
from ktd_tui.operations.scope import At, scope_of
from ktd_tui.papers.render.press import render_here
from ktd_tui.rules.access import Act, Actor, Scope
from ktd_tui.text import clean

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import ValidationError

    from ktd_tui.papers.document import Prepared, Rendered
    from store.contract import Key, Store
    from store.presence import PresenceMark


NOTHING: Mapping[str, object] = {}
FACT = 80
"""Letters of a fact that the history tells; the record itself holds the whole."""


class _Dropped(Exception):  # noqa: N818  # not an error
    """What was tried is not kept."""


class Desk(NamedTuple):
    """What every operation needs; it always travels together.

    Attributes:
        folder: The data directory, where papers are filed; None where there is none.
        rehearsal: It stands on a throw-away copy; every screen and paper says so.
        sample: It stands on a throw-away copy of the sample.
        render: What sets a paper as PDF.
        session: What holds the pen of a meeting for this process; None where it never holds one.
    """

    store: "Store"
    actor: Actor
    clock: Clock
    folder: "Path | None" = None
    session: "PresenceMark | None" = None
    rehearsal: bool = False
    sample: bool = False
    render: "Callable[[Prepared], Rendered]" = render_here

    @property
    def now(self) -> datetime:
        """The present instant."""
        return self.clock()

    @property
    def real_now(self) -> datetime:
        """The present instant, also while a meeting is written up by the hours of a notebook."""
        return self.clock.real() if isinstance(self.clock, WritingClock) else self.clock()

    @property
    def today(self) -> date:
        """The present day in Vietnam."""
        return local_date(self.real_now)

    def news(self) -> "frozenset[Key]":
        """Return which records (table, id) other sessions changed since the last call.

        Raises:
            StoreError: The data cannot be read.
        """
        return self.store.refresh()

    def point(self) -> tuple[int, date]:
        """Return the last commit there is and the day: where both are the same, the data tells the same.

        Raises:
            StoreError: The data cannot be read.
        """
        self.store.find(Council)  # reading looks what others committed
        return self.store.seq, self.today

    def rest(self, since: int) -> int:
        """Tidy the data where nothing was committed since the last call; never fails.

        Args:
            since: What the last call returned.

        Returns:
            The number of the last commit, for the next call.
        """
        if self.store.seq == since:
            self.store.rest()
        return self.store.seq

    def check(self, act: Act, scope: Scope) -> None:
        """Refuse what this person may not do there.

        Raises:
            NotAllowed: The right is missing.
        """
        check_writing(self.actor)
        check_right(self.store, self.actor, act, scope, self.today)

    def hindrance(
        self, acts: Iterable[Act], of: Record | At | Scope | None, *, ever: bool = False
    ) -> KtdError | None:
        """Return why this person may do none of some acts at a place, or to a unit there; None: they may.

        Args:
            acts: What they might begin there.
            of: Whose bloc, unit and year they concern; None: the council.
            ever: Whatever stage the year is at.
        """
        scope = scope_of(self.store, of)
        scope = scope._replace(stage=None) if ever else scope
        scopes = own_scopes(self.store, self.actor, scope, self.today)
        return hindrance(self.store, self.actor, acts, scopes, self.today)

    def places(self, act: Act, scopes: Iterable[Scope]) -> list[Scope]:
        """Return those of some places where this person may do an act."""
        return allowed_in(self.store, self.actor, act, scopes, self.today)

    def own_place(self, act: Act) -> Scope:
        """Return a place where this person may do what is done anywhere in the council."""
        council = Scope()
        scopes = own_scopes(self.store, self.actor, council, self.today)
        return next(iter(self.places(act, scopes)), council)

    def try_out(self, operation: Callable[[], object]) -> None:
        """Carry an operation out and drop what it did: what would be refused is refused before one is asked.

        Raises:
            KtdError: It would be refused.
        """
        with suppress(_Dropped), self.store.transaction("tried"):
            operation()
            raise _Dropped

    def scope(self, of: Record | At | None) -> Scope:
        """Return which bloc, unit and stage a record belongs to."""
        return scope_of(self.store, of)

    @contextmanager
    def act(
        self,
        act: Act,
        why: str,
        facts: Mapping[str, object] = NOTHING,
        *,
        at: Record | At | Scope | None,
        undoes: int | None = None,
        final: bool = False,
    ) -> Iterator["Store"]:
        """Check the right, then hold the store's transaction: read, change, one write at the end.

        Args:
            act: The kind of right that is asked for.
            why: What is being done, for the history and for undo: a msgid.
            facts: What fills the places of ``why``.
            at: The record whose bloc, unit and year the act concerns, or these themselves; None: the council.
            undoes: The number of the commit that is taken back.
            final: It cannot be undone.

        Raises:
            NotAllowed: The right is missing.
            Refused: A value does not fit its field.
            StoreError: The change could not be saved; the data is as before.
        """
        from pydantic import ValidationError

        check_writing(self.actor)
        told = {name: _cut(clean(str(fact))) for name, fact in facts.items()}
        try:
            with self.store.transaction(why, told, undoes=undoes, final=final):
                self.check(act, scope_of(self.store, at))
                yield self.store
        except ValidationError as error:
            raise refused_value(error) from error


def _cut(fact: str) -> str:
    """Cut what is too long behind a word, and show that it goes on."""
    if len(fact) <= FACT:
        return fact
    whole = fact[:FACT].rpartition(" ")[0] or fact[: FACT - 1]
    return f"{whole.rstrip(' ,;:')}…"


def refused_value(error: "ValidationError") -> Refused:
    """Turn pydantic's complaint into one sentence that names the field as people call it."""
    first = error.errors(include_url=False)[0]
    names = [field_name(str(part)) for part in first["loc"]]
    called = next((name for name in reversed(names) if name), "")
    value, field = str(first["input"])[:60], str(next(iter(first["loc"]), ""))
    if not called:
        return Refused(N_("This value does not fit: {value}"), value=value, field=field)
    return Refused(
        N_("The value does not fit in “{place}”: {value}"), place=t(called), value=value, field=field
    )

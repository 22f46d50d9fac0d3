"""Saving what somebody else changed meanwhile: what only one side changed merges, the rest is asked.

An operation is handed what its person saw when they began. Where the stored value is another, and
both changed the same, it raises ``Clash``; who asks shows both texts and calls again with the
choice, and with ``Clash.seen`` as what is now seen. So “mine” is saved over theirs only knowingly.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar, cast

from ktd_tui.domain.base import Record
from ktd_tui.errors import Conflict, KtdError, NotFound
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.merging import Choice, both, merge
from ktd_tui.words import plain_number, short_date, short_time
from store.contract import Store
from store.errors import DELETED, OVERTAKEN

R = TypeVar("R", bound=Record)

LIMIT = 500
"""Letters of a one-line field; two texts that are longer together cannot both stay in it."""
LONG = 200_000
"""Letters of a text of paragraphs."""
OVERTAKEN_BY = N_(
    "{user} changed this meanwhile; yours was not saved over it. F5, or the command again, takes that in."
)
DELETED_BY = N_("{user} deleted this meanwhile; yours was not saved.")
UNSEEN = cast("None", object())
"""Nobody looked before: there is nothing that could have changed meanwhile (a script, an import)."""


class Difference(NamedTuple):
    """One field that both changed, as the form has it.

    Attributes:
        both: The two texts joined, or None where that makes no sense.
        mine_shown: What to show in the place of ``mine``, where that is a mere key.
        theirs_shown: The same of ``theirs``.
    """

    field: str
    mine: str
    theirs: str
    both: str | None = None
    mine_shown: str = ""
    theirs_shown: str = ""


class Clash(Conflict):
    """Somebody else changed the same; nothing was saved.

    Attributes:
        differences: The fields in question.
        record_id: The record that they are in.
        seen: What was seen, with theirs in the fields in question: the next save goes over this.
        whole: The fields belong together: one choice holds for all of them.
    """

    def __init__(
        self,
        differences: tuple[Difference, ...],
        *,
        mine: object,
        theirs: object,
        record_id: str,
        seen: object = UNSEEN,
        whole: bool = False,
    ) -> None:
        super().__init__(
            OVERTAKEN,
            mine=mine,
            theirs=theirs,
        )
        self.differences = differences
        self.record_id = record_id
        self.seen = theirs if seen is UNSEEN else seen
        self.whole = whole

    def settled(self, typed: Mapping[str, str], choices: Mapping[str, Choice]) -> dict[str, str]:
        """Return what was typed, with every choice put in its field."""
        values = dict(typed)
        for one in self.differences:
            chosen = {Choice.MINE: one.mine, Choice.THEIRS: one.theirs, Choice.BOTH: one.both}
            values[one.field] = chosen[choices[one.field]] or ""
        return values


class Gone(Conflict):
    """Somebody else deleted what was to be saved; ``mine`` is it as it was seen."""

    def __init__(self, mine: object, *, record_id: str) -> None:
        super().__init__(DELETED, mine=mine, theirs=None)
        self.record_id = record_id


def save_onto(store: Store, seen: R, wanted: Mapping[str, object], *, limit: int = LIMIT) -> R:
    """Save what was changed in a record as it was seen, over the record as it is now.

    Raises:
        Clash: Somebody else changed the same fields.
        Gone: Somebody else deleted it.
    """
    try:
        now = store.get(type(seen), seen.id)
    except NotFound as error:
        raise Gone(seen, record_id=seen.id) from error
    was = {field: getattr(seen, field) for field in wanted}
    there = {field: getattr(now, field) for field in wanted}
    of = merged(was, wanted, there, Sides(now, now.id, lambda their: seen.with_(**their), limit))
    fresh = now.with_(**of)
    return now if fresh == now else store.save(fresh)


class Sides(NamedTuple):
    """What a question is about.

    Attributes:
        theirs: What is there now.
        record_id: The record that it is in.
        seen: What was seen, with some fields changed to these; where it is but one value: that.
        limit: Letters that a text may have.
    """

    theirs: object
    record_id: str
    seen: Callable[[dict[str, Any]], object]
    limit: int = LIMIT


def merged(
    seen: Mapping[str, object], wanted: Mapping[str, object], there: Mapping[str, object], sides: Sides
) -> dict[str, object]:
    """Return the fields as they are to be saved.

    Args:
        seen: The fields as their person saw them.
        wanted: The fields as they are wanted.
        there: The fields as they are now.
        sides: What is asked about where both changed the same.

    Raises:
        Clash: Somebody else changed the same fields.
    """
    outcome = merge(seen, wanted, there)
    if outcome.clashing:
        found = tuple(difference(f, wanted[f], there[f], limit=sides.limit) for f in outcome.clashing)
        mine = next(iter(wanted.values())) if len(wanted) == 1 else wanted
        again = sides.seen({field: there[field] for field in outcome.clashing})
        raise Clash(found, mine=mine, theirs=sides.theirs, record_id=sides.record_id, seen=again)
    return outcome.values


def difference(field: str, mine: object, theirs: object, *, limit: int = LIMIT) -> Difference:
    """Say one field that both changed."""
    one, other = as_typed(mine), as_typed(theirs)
    joined = both(other, one) if _is_text(mine) and _is_text(theirs) else ""
    return Difference(field, one, other, joined if joined and len(joined) <= limit else None)


def as_typed(value: object) -> str:
    """Write a value as a person types it; several lines for a list."""
    if isinstance(value, date):
        return short_time(value) if isinstance(value, datetime) else short_date(value)
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, tuple):
        hour = [f"{part:02d}" for part in value if isinstance(part, int)]
        return ":".join(hour) or "\n".join(str(part) for part in value)
    return "" if value is None else str(value)


def _is_text(value: object) -> bool:
    if isinstance(value, tuple):
        return all(isinstance(part, str) for part in value)
    return type(value) is str  # an Enum's value is a code


def who_was_first(desk: Desk, record_id: str, fields: frozenset[str] = frozenset()) -> str:
    """Name who changed a record last, in any of these fields where some are named; empty: nobody knows.

    One's own second window is called so: nobody else was there.
    """
    for commit in desk.store.changes_back(of=record_id):
        for change in commit.changes:
            before, after = change.before or {}, change.after or {}
            if not fields or any(before.get(name) != after.get(name) for name in fields):
                own = commit.author.uid == desk.actor.uid and commit.session != desk.store.session
                return t("Your other window") if own else commit.author.user
    return ""


def name_first(desk: Desk, error: Conflict) -> None:
    """Have a conflict say who was first, as far as that is known."""
    record_id = getattr(error, "record_id", getattr(error.mine, "id", ""))
    said = {OVERTAKEN: OVERTAKEN_BY, DELETED: DELETED_BY}.get(error.message)
    with suppress(KtdError):  # a history that cannot be read hinders nothing
        if said and record_id and (user := who_was_first(desk, record_id)):
            error.message, error.facts = said, {**error.facts, "user": user}

"""Save, and where somebody else was first, ask and save again: nobody is overwritten unawares."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, cast

from ktd_tui.domain.base import Record
from ktd_tui.errors import KtdError
from ktd_tui.i18n import t, tell
from ktd_tui.operations.conflicts import Clash, Gone, who_was_first
from ktd_tui.operations.data.history import deletion, put_back
from ktd_tui.rules.merging import Choice
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.conflict import TAKE_OUT, ConflictDialog, Shown, unlabelled
from screens.host import Host, carried_out

if TYPE_CHECKING:
    from textual.app import App

    from screens.host import Frame

T = TypeVar("T")
Save = Callable[[dict[str, str], Any], T]
"""Saves values by key over what was seen; runs in the store's thread."""


class Settled(NamedTuple, Generic[T]):
    """What came of a save.

    Attributes:
        result: What the operation returned.
        joined: Somebody else's changes of other fields stand beside one's own now.
    """

    result: T
    joined: bool


async def settle(
    app: "App[Any]", save: Save[T], values: dict[str, str], seen: Any, shown: Shown = unlabelled
) -> Settled[T] | None:
    """Save; where somebody else changed or deleted the same meanwhile, ask what is to stay.

    Only within a worker: it may wait for an answer.

    Args:
        app: The app.
        values: What was typed.
        seen: What it was typed over.
        shown: The words for field and value.

    Returns:
        What came of it, or None where the decision was put off.

    Raises:
        KtdError: It was refused for another reason.
    """
    host, asked = cast("Host", app), False
    while True:
        try:
            result = await carried_out(host, _bound(save, values, seen))
        except Clash as clash:
            pages = [clash.differences] if clash.whole else [(one,) for one in clash.differences]
            who = await _who(host, clash.record_id, frozenset(one.field for one in clash.differences))
            choices = await app.push_screen_wait(ConflictDialog(pages, who=who, shown=shown))
            if choices is None:
                return None
            values, seen, asked = clash.settled(values, choices), clash.seen, True
        except Gone as gone:
            who = await _who(host, gone.record_id)
            question = t("{user} deleted this meanwhile. Bring it back with what you wrote?", user=who or "?")
            if not await app.push_screen_wait(ConfirmDialog(question, t("Yes, bring it back"))):
                return None
            seen, asked = await _put_back(host, gone.mine), True
        else:
            return Settled(result, not asked and _joined(seen, result))


async def save_settled(
    screen: "Frame", save: Save[T], values: dict[str, str], seen: object, shown: Shown = unlabelled
) -> T | None:
    """Save over what was seen; ask where somebody else was first.

    Only within a worker: it may wait for an answer.

    Returns:
        What the operation returned; None where nothing was saved, which the screen then says.
    """
    try:
        settled = await settle(screen.app, save, values, seen, shown)
    except KtdError as error:
        screen.warn(tell(error))
        return None
    if settled is None:
        screen.warn(t("Nothing is decided yet; nothing was saved."))
    return settled.result if settled else None


async def settle_deletion(
    app: "App[Any]", delete: Callable[[Any], object], seen: Any, shown: Shown = unlabelled
) -> bool:
    """Delete; where somebody else changed the same meanwhile, ask. False where it stays.

    Raises:
        KtdError: It was refused for another reason.
    """
    host = cast("Host", app)
    while True:
        try:
            await host.carry_out(_bound(lambda _, s: delete(s), {}, seen))
        except Clash as clash:
            who = await _who(host, clash.record_id)
            dialog = ConflictDialog([clash.differences], who=who, shown=shown, words=TAKE_OUT)
            choices = await app.push_screen_wait(dialog)
            if not choices or Choice.THEIRS in choices.values():
                return False
            seen = clash.seen
        except Gone:
            return True
        else:
            return True


def _bound(save: Save[T], values: dict[str, str], seen: Any) -> Callable[[], T]:
    return lambda: save(values, seen)


async def _who(host: "Host", record_id: str, fields: frozenset[str] = frozenset()) -> str:
    return await host.carry_out(lambda: who_was_first(host.desk, record_id, fields))


async def _put_back(host: "Host", mine: object) -> Any:
    """Put back what was deleted; what is no record of its own comes back with the save."""
    if not isinstance(mine, Record):
        return None
    return await host.carry_out(lambda: put_back(host.desk, deletion(mine)))


def _joined(seen: object, result: object) -> bool:
    base = getattr(seen, "person", seen)
    if not (isinstance(base, Record) and isinstance(result, Record)):
        return False
    return base.id == result.id and result.rev > base.rev + 1

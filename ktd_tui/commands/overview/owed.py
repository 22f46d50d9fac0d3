"""``ktd owed``: what one owes, or who owes what; as a text for an administrator's cron to mail."""

from argparse import Namespace
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NotRequired, TypedDict

from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.options import JSON
from ktd_tui.commands.registry import help_of
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.overview.reminding import Reminder, mail_lines, owed_line, reminders
from ktd_tui.operations.year.owed import Owed, due_within, owed

OPTIONS = (
    Option("--within", N_("only what is late or falls due within so many days"), type=int, metavar="7"),
    Option("--all", N_("who owes what, as far as you may see it"), action="store_true"),
    Option("--mail-text", N_("the same as a text to be mailed; no mail is sent"), action="store_true"),
    JSON,
)


class _OwedTold(TypedDict):
    text: str
    due: date | None
    days: int | None
    who: NotRequired[str]
    accounts: NotRequired[Sequence[str]]


COMMANDS = Commands()


@COMMANDS.add("owed", help_of("owed"), *OPTIONS)
def _owed(desk: Desk, options: Namespace) -> Answer[list[_OwedTold]]:
    if options.all or options.mail_text:
        found = reminders(desk, options.within)
        lines = mail_lines(desk, found) if options.mail_text else _lines(found)
        return Answer(
            [_json(one, of) for of in found for one in of.owed], list(lines) or t("Nothing is due.")
        )
    own = due_within(owed(desk), options.within)
    return Answer([_json(one) for one in own], list(map(owed_line, own)) or t("You owe nothing now."))


def _lines(found: Iterable[Reminder]) -> Iterable[str]:
    for one in found:
        yield one.who + (f" ({', '.join(one.accounts)})" if one.accounts else "")
        yield from (f"  {owed_line(of)}" for of in one.owed)


def _json(of: Owed, by: Reminder | None = None) -> _OwedTold:
    said: _OwedTold = {"text": of.text, "due": of.due, "days": of.days}
    return {**said, "who": by.who, "accounts": by.accounts} if by else said

"""Two people changed the same: both texts side by side, and which of them is to stay."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.conflicts import Difference
from ktd_tui.rules.merging import Choice, aligned
from ktd_tui.terminal.guard import plain
from screens.dialogs.base import Dialog

if TYPE_CHECKING:
    from textual.widget import Widget

WORDS: Mapping[Choice, str] = {
    Choice.MINE: N_("Mine: theirs stays in the history only"),
    Choice.THEIRS: N_("Theirs: mine is given up"),
    Choice.BOTH: N_("Both: theirs first, then mine"),
}
TAKE_OUT: Mapping[Choice, str] = {
    Choice.THEIRS: N_("Keep it as they wrote it"),
    Choice.MINE: N_("Take it out all the same"),
}
Shown = Callable[[str, str], tuple[str, str]]
"""From a field and its value: the field's label, and the value in words."""


def unlabelled(field: str, text: str) -> tuple[str, str]:
    """Show a value as it is."""
    del field
    return "", text


class Answers(OptionList):
    """The answers; PgUp and PgDn scroll the texts above them."""

    def action_page_up(self) -> None:
        """Show the texts further up."""
        self.screen.query_one("#sides").scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Show the texts further down."""
        self.screen.query_one("#sides").scroll_page_down(animate=False)


class ConflictDialog(Dialog[dict[str, Choice]]):
    """Return a choice for each field; Esc decides nothing, and what was typed stays where it was typed."""

    def __init__(
        self,
        pages: Sequence[Sequence[Difference]],
        *,
        who: str = "",
        shown: Shown = unlabelled,
        words: Mapping[Choice, str] = WORDS,
    ) -> None:
        """Ask.

        Args:
            pages: The fields in question; those of one page are decided together.
            who: Who was first, empty where that is not known.
            shown: The words for field and value.
            words: What the answers are called; one that is missing is not offered.
        """
        question = (
            t("{user} changed this while you did. Which is to stay?", user=who)
            if who
            else t("Somebody else changed this while you did. Which is to stay?")
        )
        super().__init__(question, t("↑ ↓ choose · PgUp PgDn: read · Enter: OK · Esc: decide later"))
        self._pages = pages
        self._shown = shown
        self._words = words
        self._chosen: dict[str, Choice] = {}
        self._at = 0

    def content(self) -> Iterator["Widget"]:
        """Yield the two columns, then the answers."""
        with VerticalScroll(id="sides"):
            yield Static("", id="texts", markup=False)
        yield Answers(id="answers", markup=False)

    def on_mount(self) -> None:
        """Show the first page."""
        self._show()

    def _show(self) -> None:
        page = self._pages[self._at]
        self.query_one("#texts", Static).update(self._columns(page))
        self.query_one("#sides").scroll_home(animate=False)
        offered = [c for c in self._words if c is not Choice.BOTH or all(d.both is not None for d in page)]
        answers = self.query_one(Answers)
        answers.clear_options()
        answers.add_options(Option(t(self._words[choice]), id=choice.value) for choice in offered)
        safe = Choice.BOTH if Choice.BOTH in offered else Choice.THEIRS  # an Enter typed ahead loses least
        answers.highlighted = offered.index(safe)
        answers.focus()

    def _columns(self, page: Sequence[Difference]) -> Table:
        table = Table.grid(expand=True, padding=(0, 1))
        table.add_column(ratio=1, overflow="fold")
        table.add_column(width=1)
        table.add_column(ratio=1, overflow="fold")
        table.add_row(Text(t("Mine"), style="bold"), "", Text(t("Theirs"), style="bold"))
        count = len(self._pages)
        place = t("{at} of {of}", at=self._at + 1, of=count) if count > 1 else ""
        for one in page:
            label, mine = self._shown(one.field, one.mine)
            if head := " · ".join(part for part in (label, place) if part):
                table.add_row(plain(f"{head}:"), "", "")
            theirs = one.theirs_shown or self._shown(one.field, one.theirs)[1]
            for row in _rows(one.mine_shown or mine, theirs):
                table.add_row(*row)
        return table

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the answer; go to the next page, or close after the last."""
        event.stop()
        for one in self._pages[self._at]:
            self._chosen[one.field] = Choice(event.option.id or "")
        self._at += 1
        if self._at < len(self._pages):
            self._show()
        else:
            self.dismiss(self._chosen)


def _rows(mine: str, theirs: str) -> Iterator[tuple[Text, Text, Text]]:
    """Yield rows of the two columns; paragraphs that are alike are only counted."""
    for pair in aligned(theirs.split("\n"), mine.split("\n")):
        if pair.alike:
            alike = plural("({n} paragraph alike)", "({n} paragraphs alike)", len(pair.mine))
            yield Text(alike), Text("="), Text(alike)
            continue
        for place in range(max(len(pair.mine), len(pair.theirs))):
            one, other = (side[place] if place < len(side) else "" for side in (pair.mine, pair.theirs))
            yield plain(one or "–"), Text("≠"), plain(other or "–")

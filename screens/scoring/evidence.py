"""A unit's evidence, criterion by criterion: handed in, judged, and what is missing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.domain.evidence import Evidence, EvidenceState
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.scoring.evidence import (
    EvidencePage,
    Handed,
    accept,
    evidence_page,
    hand_in,
    refuse,
    withdraw,
)
from ktd_tui.rules.scoring.evidence import STATES
from ktd_tui.terminal.guard import plain
from ktd_tui.words import number, short_date
from screens.base import KtdScreen, bindings
from screens.dialogs.ask import AskDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable

NOTHING_YET = "?"
"""Before the code of a row without evidence: such a row is none of the data."""


class EvidenceScreen(KtdScreen):
    """A row a piece of evidence, or a criterion that has none; the marked one in full below."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "new", "edit", "more", "next_missing", "back")
    BINDINGS = bindings(
        new=("new", N_("Hand in")),
        edit=("edit", N_("Edit evidence")),
        more=("judge", N_("Accept, refuse")),
        delete=("delete", N_("Take back")),
        next_missing=("next_missing", N_("Next missing")),
        previous_missing=("previous_missing", N_("Previous missing")),
    )

    def __init__(self, bloc_year_id: str, unit_id: str, code: str) -> None:
        super().__init__()
        self._year_id = bloc_year_id
        self._unit_id = unit_id
        self._first = code
        self._page: EvidencePage | None = None
        self._found: dict[str, Evidence] = {}

    def body(self) -> Iterator["Widget"]:
        """Yield the table and the marked evidence in full."""
        yield Table((t("Code"), 6), (t("Evidence"), 34), (t("Number"), 16), (t("State"), 14), id="evidence")
        yield Static("", id="detail", markup=False)

    def show(self) -> None:
        """Fill the table."""
        page = self._page = evidence_page(self.desk, self._year_id, self._unit_id)
        self._found = {one.id: one for some in page.found.values() for one in some}
        self.entitle(page.bloc.name, str(page.year.year), page.unit.label, t("Evidence"))
        table = self.query_one(Table)
        table.fill(self._rows(page))
        if self.focused is None:
            table.focus()
            self._go_to(self._first)
        n = len(page.missing)
        if n:
            said = plural(
                "{n} criterion has points but no evidence.", "{n} criteria have points but no evidence.", n
            )
        else:
            said = t("Every criterion with points has evidence.")
        self.say(said)
        self._explain()

    @staticmethod
    def _rows(page: EvidencePage) -> Iterator[tuple[str, tuple[str, ...]]]:
        for row in page.rows:
            for one in page.found.get(row.code, ()):
                yield one.id, (row.code, one.title, one.number or "–", t(STATES[one.state]))
            if row.code in page.missing or row.code not in page.found:
                says = t("! missing") if row.code in page.missing else "–"
                yield NOTHING_YET + row.code, (row.code, f"({row.text})", "–", says)

    def _marked(self) -> tuple[str, Evidence | None]:
        """Return the marked row's code, and the evidence where it is some."""
        key = self.query_one(Table).selected or ""
        one = self._found.get(key)
        return (one.code if one else key.removeprefix(NOTHING_YET)), one

    def _explain(self) -> None:
        code, one = self._marked()
        row = next((r for r in self._page.rows if r.code == code), None) if self._page else None
        if row is None:
            return
        lines = [f"{row.code} {row.text}"]
        if one is not None:
            day = short_date(one.day) if one.day else "–"
            lines += [f"{one.title} · {one.number or '–'} · {day}", _where(one)]
            if one.remark:
                lines.append(t("Refused because: {reason}", reason=one.remark))
        self.query_one("#detail", Static).update(plain("\n".join(lines)))

    def on_data_table_row_highlighted(self, event: "DataTable.RowHighlighted") -> None:
        """Show the marked evidence in full."""
        event.stop()
        self._explain()

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Change the marked evidence, or hand in what is missing."""
        event.stop()
        self.action_edit()

    def record_here(self) -> tuple[str, str] | None:
        """The marked evidence has the history."""
        _, one = self._marked()
        return (one.id, one.title) if one else None

    def action_new(self) -> None:
        """Hand evidence in for the marked criterion."""
        self._form(self._marked()[0], None)

    def action_edit(self) -> None:
        """Change the marked evidence, or hand in what is missing."""
        self._form(*self._marked())

    def _form(self, code: str, one: Evidence | None) -> None:
        if self._page is None or not code:
            return
        fields = [
            Field("title", t("Evidence"), one.title if one else ""),
            Field("number", t("Number"), one.number if one else "", t("the document's number")),
            Field(
                "day",
                t("Document's date"),
                short_date(one.day) if one and one.day else "",
                t("day/month/year"),
            ),
            Field("address", t("Path, address"), one.address if one else "", "/…, https://…"),
        ]

        def save(values: dict[str, str], seen: Evidence | None) -> object:
            return hand_in(self.desk, self._year_id, self._unit_id, Handed(code, **values), seen)

        question = t("Evidence of {unit} for {code}", unit=self._page.unit.name, code=code)
        self.app.push_screen(FormDialog(question, fields, save, one))

    @work(exclusive=True)
    async def action_judge(self) -> None:
        """Accept or refuse the marked evidence."""
        _, one = self._marked()
        if one is None:
            self.warn(t("There is nothing to judge yet: F2 hands evidence in."))
            return
        why, choices = (
            t("Why is it refused?"),
            [("accept", t("Accept")), ("refuse", t("Refuse, with a reason"))],
        )
        key = await self.app.push_screen_wait(PickDialog(one.title, choices))
        judged: Evidence | None = None
        if key == "accept":
            judged = await self.act(lambda: accept(self.desk, one))
        elif key == "refuse" and (reason := await self.app.push_screen_wait(AskDialog(why, one.remark))):
            judged = await self.act(lambda: refuse(self.desk, one, reason))
        if judged is not None:
            self.show()

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Take the marked evidence back, asking first."""
        _, one = self._marked()
        if one is None:
            return
        question = t("Take this evidence back? “{title}”", title=one.title)
        sure = await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, take it back")))
        if sure and await self.act(lambda: withdraw(self.desk, one)) is not None:
            self.show()

    def action_next_missing(self) -> None:
        """Go to the next criterion with points but without evidence."""
        self._jump(1)

    def action_previous_missing(self) -> None:
        """Go to the one before."""
        self._jump(-1)

    def _jump(self, way: int) -> None:
        page = self._page
        if page is None or not page.missing:
            self.say(t("Every criterion with points has evidence."))
            return
        codes = [row.code for row in page.rows]
        here = codes.index(self._marked()[0])
        places = [codes.index(code) for code in page.missing]
        ahead = [n for n in places if n > here] if way > 0 else [n for n in places if n < here]
        self._go_to(codes[(ahead or places)[0 if way > 0 else -1]])

    def _go_to(self, code: str) -> None:
        if self._page is None:
            return
        keys = [key for key, _ in self._rows(self._page)]
        wanted = [n for n, key in enumerate(keys) if key == NOTHING_YET + code]
        wanted += [n for n, key in enumerate(keys) if key in self._found and self._found[key].code == code]
        if wanted:
            self.query_one(Table).move_cursor(row=wanted[0], animate=False)


def _where(one: Evidence) -> str:
    """Say where evidence lies, and what was read of it."""
    if not one.address:
        return t("no path or address") if one.state is not EvidenceState.AWAITED else t("not handed in yet")
    if one.size is None:
        return t("{address} (not read)", address=one.address)
    size = number(one.size)
    if not one.sha256:
        return t("{address} · {size} bytes, too large for a checksum", address=one.address, size=size)
    return t("{address} · {size} bytes · SHA-256 {sum}", address=one.address, size=size, sum=one.sha256)

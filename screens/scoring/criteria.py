"""A year's criteria set, row by row: changed until scoring opens, then only read."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.domain.scoring import Criterion
from ktd_tui.i18n import N_, t
from ktd_tui.operations.scoring.criteria import (
    CriteriaPage,
    Seen,
    adopt,
    criteria_page,
    delete_entry,
    save_entry,
    save_head,
)
from ktd_tui.rules.scoring.criteria import PARTS, Part, SetLine
from ktd_tui.rules.scoring.criterion_kinds import CAPPED, EntryField
from ktd_tui.terminal.guard import plain
from ktd_tui.words import number
from screens.base import KtdScreen
from screens.bindings import bindings
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable


class CriteriaScreen(KtdScreen):
    """The set in one table; F6 for what holds for the whole set."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "new", "edit", "pane", "more", "back")
    BINDINGS = bindings(
        new=("new", N_("Add row")),
        edit=("edit", N_("Edit row")),
        delete=("delete", N_("Take row out")),
        pane=("head", N_("Whole set")),
        more=("adopt", N_("Take another set")),
    )

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self._year_id = bloc_year_id
        self._page: CriteriaPage | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield the lead, the rows and the marked row in full."""
        yield Static("", id="lead", classes="lead", markup=False)
        yield Table(
            (t("Kind"), 11), (t("Code"), 7), (t("Text"), 45), (t("Points"), 7), id="targets", right=(3,)
        )
        yield Static("", id="detail", markup=False)

    def show(self) -> None:
        """Fill the page."""
        page = self._page = criteria_page(self.desk, self._year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Criteria"))
        self.query_one("#lead", Static).update(plain(_lead(page)))
        table = self.query_one(Table)
        table.fill((str(place), _cells(line)) for place, line in enumerate(page.lines))
        if self.focused is None:
            table.focus()
        self._tell()

    def _marked(self) -> SetLine | None:
        key = self.query_one(Table).selected
        return self._page.lines[int(key)] if self._page and key and int(key) < len(self._page.lines) else None

    def _tell(self) -> None:
        line = self._marked()
        if line is None:
            return
        said, entry = [line.text], line.entry
        if isinstance(entry, Criterion):
            said += [entry.rule] if entry.rule else []
            if entry.barred_below is not None:
                said.append(t("No title with fewer than {points} points.", points=number(entry.barred_below)))
        self.query_one("#detail", Static).update(plain("\n".join(said)))

    def on_data_table_row_highlighted(self, event: "DataTable.RowHighlighted") -> None:
        """Show the marked row in full."""
        event.stop()
        self._tell()

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Change the marked row."""
        event.stop()
        self.action_edit()

    def record_here(self) -> tuple[str, str] | None:
        """The set has the history."""
        of = self._page.of if self._page else None
        return (of.id, of.name) if of else None

    @work(exclusive=True)
    async def action_new(self) -> None:
        """Add a row of a kind that is asked for; a criterion goes to the group that is marked."""
        if self._page is None or self._page.of is None:
            await self._take()
            return
        kinds = [(part, t(rules.name)) for part, rules in PARTS.items()]
        chosen = await self.app.push_screen_wait(PickDialog(t("What is to be added?"), kinds))
        if chosen is not None:
            self._form(chosen, None)

    def action_edit(self) -> None:
        """Change the marked row."""
        if line := self._marked():
            self._form(line.part, line)

    def _form(self, part: str, line: SetLine | None) -> None:
        if self._page is None or self._page.of is None:
            return
        of, year_id = self._page.of, self._year_id
        group = self._group()
        fields = [
            Field(field.key, t(field.label), _shown(field, line), t(field.hint))
            for field in PARTS[part].fields
            if not (line and field.only_new)
        ]

        def save(values: dict[str, str], seen: Seen) -> object:
            key = line.key if line else None
            return save_entry(self.desk, seen, part, key, {**values, "group": group})

        name = t(PARTS[part].name)
        title = name if line else " · ".join((name, t("new")))
        self.app.push_screen(FormDialog(title, fields, save, Seen(year_id, of)))

    def _group(self) -> str:
        """Return the group of the marked row, or the last one."""
        of = self._page.of if self._page else None
        key = line.key if (line := self._marked()) else ""
        for group in of.groups if of else ():
            if group.code == key or any(c.code == key for c in group.criteria):
                return group.code
        return of.groups[-1].code if of else ""

    def action_head(self) -> None:
        """Change what holds for the whole set."""
        of = self._page.of if self._page else None
        if of is None:
            return
        fields = [
            Field("name", t("Name"), of.name),
            Field("source", t("Source"), of.source),
            Field("certainty", t("How sure"), of.certainty),
            *(Field(s.cap, t(s.cap_label), number(getattr(of, s.cap))) for s in CAPPED),
            Field("tie_break", t("Ties decided by"), ", ".join(of.tie_break), t("codes in order: I, III")),
        ]

        def save(values: dict[str, str], seen: Seen) -> object:
            return save_head(self.desk, seen, values)

        self.app.push_screen(FormDialog(t("Whole set"), fields, save, Seen(self._year_id, of)))

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Take the marked row out, asking first."""
        line, of = self._marked(), self._page.of if self._page else None
        if line is None or of is None:
            return
        question = t("Take this row out? “{text}”", text=f"{line.key} {line.text}".strip())
        if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, take it out"))):
            seen = Seen(self._year_id, of)
            await self.act(lambda: delete_entry(self.desk, seen, line.part, line.key))
            self.action_reload()

    @work(exclusive=True)
    async def action_adopt(self) -> None:
        """Take a template, or the set of another year."""
        await self._take()

    async def _take(self) -> None:
        if self._page is None:
            return
        chosen = await self.app.push_screen_wait(PickDialog(t("Which set?"), self._page.others))
        if chosen is not None:
            await self.act(lambda: adopt(self.desk, self._year_id, chosen))
            self.action_reload()


def _lead(page: CriteriaPage) -> str:
    of = page.of
    if of is None:
        return t("This year has no criteria set yet. F2 takes one.")
    state = t("frozen since scoring opened") if page.frozen else t("can be changed until scoring opens")
    points = number(of.maximum)
    stands = t(
        "Version {version} · {points} points · {state}", version=of.version, points=points, state=state
    )
    return f"{of.name}\n{stands}"


def _cells(line: SetLine) -> tuple[str, str, str, str]:
    code = line.key if line.part not in (Part.BAR, Part.GRADE) else ""
    return t(PARTS[line.part].name), code, line.text, "" if line.points is None else number(line.points)


def _shown(field: EntryField, line: SetLine | None) -> str:
    """Return what a field of a row's form begins with."""
    value = getattr(line.entry, field.attribute, line.key) if line else None
    return number(value) if isinstance(value, Decimal) else value or ""

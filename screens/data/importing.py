"""Taking in a table: what each row would do, the wrong ones first to be found; Enter writes all of it."""

from collections.abc import Iterator
from pathlib import Path

from textual import work

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.data.exporting import What, Wish, export_table
from ktd_tui.operations.data.import_rows import Action, Asked, RowOutcome
from ktd_tui.operations.data.importing import ACTIONS, Plan, plan_import, summary, write_plan
from ktd_tui.operations.data.pasted import plan_block
from ktd_tui.operations.files import told_to
from ktd_tui.operations.scoring.layering.filling import layers_said
from ktd_tui.operations.year.years import year_page
from ktd_tui.rules.access import Act
from ktd_tui.sheets.columns import KINDS, TableKind
from ktd_tui.words import whole_number
from screens.bindings import bindings, needs
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.file import typed_path
from screens.dialogs.form import Field, FormDialog
from screens.records import YearRecordsScreen, next_place

ANY = NOBODY = ""
UNSAID = "?"
TABLES = {
    What.SCORES: N_("scores and ranks"),
    What.FORM: N_("a unit's score form"),
    What.REGISTRATIONS: N_("registrations of the units"),
    What.CRITERIA: N_("the year's criteria"),
    What.WAYS: N_("grades and bars"),
    What.AGENDA: N_("steps of an agenda"),
    What.MOVEMENTS: N_("movements"),
    What.PARTS: N_("units' parts in movements"),
    What.ACTIVITIES: N_("activities"),
    What.TASKS: N_("the year's tasks"),
    What.EXEMPLARS: N_("exemplars"),
}


IMPORTS = (
    *(Act.REGISTER, Act.EDIT_CRITERIA, Act.SCORE, Act.SCORE_SELF, Act.SCORE_CROSS, Act.APPRAISE),
    *(Act.EDIT_UNIT, Act.EDIT_COUNCIL),
)
"""Rights to what tables tell; which of them one asks for is seen once it is read."""


class ImportScreen(YearRecordsScreen[RowOutcome]):
    """The plan of an import into a bloc's year."""

    RETURNS = False
    FOOTER = ("help", "open", "new", "next_missing", "export", "back")
    ASKS = needs(IMPORTS, "new", "open", "delete")
    BINDINGS = bindings(
        open=("open", N_("Write all")),
        new=("new", N_("Choose file")),
        delete=("delete", N_("Leave row out")),
        export=("export", N_("Export tables")),
        next_missing=("next_error", N_("Next error")),
        previous_missing=("previous_error", N_("Error before")),
    )
    COLUMNS = ((N_("Row of the file"), 27), (N_("What is done"), 11), (N_("Content"), 34))

    _plan: Plan | None = None
    _source: Path | str = ""
    _written = ""

    def read(self) -> Iterator[tuple[str, RowOutcome]]:
        """Read what each row of the file would do."""
        page = year_page(self.desk, self.year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Import, export tables"))
        return self.planned()

    def planned(self) -> Iterator[tuple[str, RowOutcome]]:
        """Yield what each row of the file would do, and what else stands in it."""
        rows = (*self._plan.rows, *self._plan.beside) if self._plan else ()
        yield from ((str(place), row) for place, row in enumerate(rows))

    def cells(self, row: RowOutcome) -> tuple[str, ...]:
        """Say what a row of the file would do; a wrong one is marked."""
        wrong = "! " if row.action is Action.ERROR else ""
        return row.where, wrong + t(ACTIONS[row.action]), row.told

    def detail(self, row: RowOutcome | None) -> str:
        """Say the marked row in full."""
        if row is None or self._plan is None:
            if not self.offers("new"):
                return t("F12: write a table of the year")
            return t("F2: import a file, or paste a table here · F12: write a table of the year")
        shown = t("In the file: “{text}”", text=row.shown) if row.shown else ""
        return "\n".join(part for part in (" · ".join(self._plan.facts), row.where, row.told, shown) if part)

    def kinds(self) -> list[tuple[str, str]]:
        """Return what a table may tell."""
        return [(ANY, t("as the file says")), *((kind.value, t(KINDS[kind])) for kind in TableKind)]

    def beside(self) -> list[Field]:
        """Return what is asked beside the file."""
        page = year_page(self.desk, self.year_id)
        units = [(ANY, t("as the file says")), *((unit.name, unit.name) for unit in page.units)]
        layers = [(ANY, t("as the file says")), *layers_said(self.desk, page.year).items()]
        return [
            Field("layer", t("Layer of scores"), ANY, choices=layers),
            Field("unit", t("Unit"), ANY, choices=units),
            Field("scorer", t("Scoring unit"), ANY, choices=units),
        ]

    def asked(self, values: dict[str, str]) -> Asked:
        """Return what was said beside the file."""
        page = year_page(self.desk, self.year_id)
        return Asked(page.bloc.code, page.year.year, values["layer"], values["unit"], values["scorer"])

    @work(exclusive=True)
    async def action_new(self) -> None:
        """Ask for a file and say what importing it would do."""
        fields = [
            Field("path", t("File"), "", t(".xlsx, .xls, .ods, .docx, .csv, .yaml")),
            Field("kind", t("What the table tells"), ANY, choices=self.kinds()),
            *self.beside(),
            Field("sheet", t("Which sheet of it"), "", t("empty: all that are not hidden")),
            Field("table", t("Which table of it"), "", t("1, 2 …; empty: all of them")),
        ]

        def plan(values: dict[str, str], _: object) -> object:
            self._source = typed_path(self, values["path"])
            table = whole_number(values["table"]) if values["table"].strip() else None
            asked = self.asked(values)._replace(sheet=values["sheet"], table=table)
            kind = TableKind(values["kind"]) if values["kind"] else None
            self._plan = self._planned_of(asked, kind)
            return self._plan

        if await self.app.push_screen_wait(FormDialog(t("Import from a file"), fields, plan)):
            if self._plan and self._plan.unknown:
                await self._ask_units(self._plan)
            self.action_reload()
            self._say_plan()

    @work(exclusive=True)
    async def take_pasted(self, text: str) -> None:
        """Say what a pasted table would do, as of a file."""
        asked = self.asked(dict.fromkeys(("bloc", "layer", "unit", "scorer"), ANY))

        def plan() -> bool:
            self._plan = plan_block(self.desk, text, asked)
            self._source = text
            return True

        if await self.act(plan):
            if self._plan and self._plan.unknown:
                await self._ask_units(self._plan)
            self.action_reload()
            self._say_plan()

    def _planned_of(self, asked: Asked, kind: TableKind | None) -> Plan:
        """Say anew what the file, or what was pasted, would do."""
        if isinstance(self._source, str):
            return plan_block(self.desk, self._source, asked, kind)
        return plan_import(self.desk, self._source, asked, kind)

    async def _ask_units(self, seen: Plan) -> None:
        """Ask which units the names mean that nobody bears."""
        there = [unit.name for unit in year_page(self.desk, self.year_id).units]
        names = list(seen.unknown)
        fields = [
            Field(
                str(at),
                name,
                seen.sure.get(name, UNSAID),
                choices=[
                    *(() if name in seen.sure else ((UNSAID, t("not chosen yet")),)),
                    *((unit, unit) for unit in dict.fromkeys((*seen.unknown[name], *there))),
                    (ANY, t("leave it out")),
                ],
            )
            for at, name in enumerate(names)
        ]

        def plan(values: dict[str, str], _: object) -> object:
            means = tuple((name, values[str(at)]) for at, name in enumerate(names))
            if unsaid := [name for name, unit in means if unit == UNSAID]:
                raise Refused(N_("Choose which unit “{name}” is, or leave it out (F4)."), name=unsaid[0])
            asked = seen.asked._replace(means=(*seen.asked.means, *means))
            self._plan = self._planned_of(asked, seen.kind)
            return self._plan

        one = t("Which unit is “{name}”?", name=names[0])  # a form of one field has no labels
        question = one if len(names) == 1 else t("Which units are these?")
        await self.app.push_screen_wait(FormDialog(question, fields, plan))

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Leave the marked row out of what is written."""
        row, seen = self.marked, self._plan
        if row is None or seen is None or row.action in (Action.TOLD, Action.PASSED):
            self.warn(t("Mark a row of the file."))
            return
        asked = seen.asked._replace(left_out=seen.asked.left_out | {row.row or row.where})

        def plan() -> bool:
            self._plan = self._planned_of(asked, seen.kind)
            return True

        if await self.act(plan):
            self.action_reload()
            self._say_plan()

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Ask which table of the year to write, and where."""
        page = year_page(self.desk, self.year_id)
        units = [(NOBODY, "–"), *((unit.name, unit.name) for unit in page.units)]
        layers = list(layers_said(self.desk, page.year).items())
        kinds = [(what.value, t(text)) for what, text in TABLES.items()]
        folder = str(self.host.export_folder / "bang.xlsx")
        fields = [
            Field("what", t("Table"), What.SCORES, choices=kinds),
            Field("layer", t("Layer of scores"), layers[-1][0], choices=layers),
            Field("unit", t("Unit of the form"), NOBODY, choices=units),
            Field("scorer", t("Scoring unit"), NOBODY, choices=units),
            Field("path", t("File"), folder, t(".xlsx, .csv; scores also .pdf")),
        ]

        def export(values: dict[str, str], _: object) -> object:
            wish = Wish(values["unit"], values["layer"], values["scorer"])
            target = typed_path(self, values["path"])
            done = export_table(self.desk, self.year_id, What(values["what"]), wish, target)
            self._written = told_to(self.desk.actor.name, done)
            return done

        if await self.app.push_screen_wait(FormDialog(t("Export tables"), fields, export)):
            self.say(self._written)

    def _say_plan(self) -> None:
        if plan := self._plan:
            self.say(summary(plan))
            if plan.errors:
                self._go(1)
                pasted = isinstance(self._source, str)
                mend = t("Mend them, then paste again.") if pasted else t("Mend them in the file, then F2.")
                self.warn(f"{summary(plan)} {mend}")

    @work(exclusive=True)
    async def action_open(self) -> None:
        """Write everything, after asking."""
        plan = self._plan
        if plan is None:
            self.action_new()
        elif plan.errors:
            self.warn(t("Nothing can be written while a row is wrong. F8 goes to the next one."))
        elif not plan.changes:
            self.say(t("The data is as the file says already; there is nothing to write."))
        else:
            question = plural("Write {n} change?", "Write {n} changes?", plan.changes)
            if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, write"))):
                await self._write(plan)
            else:
                self.say(t("Nothing is written yet; what was read is still here."))

    async def _write(self, plan: Plan) -> None:
        def write() -> bool:
            write_plan(self.desk, plan)
            return True

        if await self.act(write):
            self._plan = None
            self.action_reload()
            self.say(t("Written. Ctrl+Z takes all of it back as one step."))

    def action_next_error(self) -> None:
        """Go to the next wrong row."""
        self._go(1)

    def action_previous_error(self) -> None:
        """Go to the wrong row before."""
        self._go(-1)

    def _go(self, way: int) -> None:
        wrong = [place for place, row in enumerate(self.rows.values()) if row.error]
        if not wrong:
            self.say(t("No row is wrong."))
            return
        self.table.move_cursor(row=next_place(wrong, self.table.cursor_row, way), animate=False)

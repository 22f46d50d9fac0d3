"""Taking in the council's own tables before any year is open: blocs, units, people, titles, decisions."""

from collections.abc import Iterator

from textual import work

from ktd_tui.i18n import t
from ktd_tui.operations.council.directory import bloc_rows, council
from ktd_tui.operations.data.exporting import example, write_table
from ktd_tui.operations.data.import_rows import Asked, RowOutcome
from ktd_tui.sheets.columns import KINDS, TableKind
from screens.data.importing import ImportScreen
from screens.dialogs.file import write_file
from screens.dialogs.form import Field
from screens.dialogs.pick import PickDialog

ANY = ""
LISTS = (TableKind.BLOCS, TableKind.UNITS, TableKind.PEOPLE, TableKind.TITLES, TableKind.DECISIONS)


class ListImportScreen(ImportScreen):
    """The plan of an import that belongs to no year."""

    def __init__(self) -> None:
        super().__init__("")

    def read(self) -> Iterator[tuple[str, RowOutcome]]:
        """Read what each row of the file would do."""
        self.entitle(council(self.desk).name, t("Import, export tables"))
        return self.planned()

    def detail(self, row: RowOutcome | None) -> str:
        """Say the marked row in full."""
        if row is None:
            if not self.offers("new"):
                return t("F12: write an empty table to fill in")
            kinds = ", ".join(t(KINDS[kind]) for kind in LISTS)
            keys = t("F2: import a file · F12: write an empty table to fill in")
            here = t("Here: {kinds}; tables of a year on its own page.", kinds=kinds)
            return f"{keys}\n{here}"
        return super().detail(row)

    def beside(self) -> list[Field]:
        """Ask whose units and people they are, where the file does not say it."""
        blocs = [(row.bloc.code, row.bloc.name) for row in bloc_rows(self.desk)]
        return [Field("bloc", t("Bloc"), ANY, choices=[(ANY, t("as the file says")), *blocs])]

    def asked(self, values: dict[str, str]) -> Asked:
        """Return what was said beside the file."""
        return Asked(values["bloc"])

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Write an empty table to be filled in."""
        choices = [(kind.value, t(KINDS[kind])) for kind in LISTS]
        kind = await self.app.push_screen_wait(PickDialog(t("Which table?"), choices))
        if kind is None:
            return
        table = example(self.desk, TableKind(kind))
        proposed = self.host.export_folder / f"{kind}.xlsx"
        if said := await write_file(
            self, t("Write an empty table"), proposed, lambda p: write_table(table, p)
        ):
            self.say(said)

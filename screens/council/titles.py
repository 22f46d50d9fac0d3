"""The council's titles and commendations: the law's to begin with, confirmed and changed here."""

from collections.abc import Callable, Iterator

from textual import work

from ktd_tui.domain.merit import AwardTitle
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.council.titles import (
    EMPTY,
    KINDS,
    LEVELS,
    OFFICES,
    WHOM,
    Office,
    TitleTyped,
    add_titles_of_law,
    confirm_titles,
    drop_title,
    move_title,
    save_title,
    title_as_typed,
)
from ktd_tui.operations.data.award_tables import export_titles
from ktd_tui.rules.access import Act
from screens.bindings import bindings, needs
from screens.dialogs.file import write_file
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.ordering import OrderedScreen
from screens.records import Deletion, RecordsScreen


class TitlesScreen(OrderedScreen, RecordsScreen[AwardTitle]):
    """One row a title, in the order in which lists and meetings have them."""

    FOOTER = ("help", "new", "edit", "more", "save", "delete", "back")
    ASKS = needs(
        Act.EDIT_COUNCIL, "new", "edit", "open", "delete", "move_up", "move_down", "of_law", "confirm"
    )
    BINDINGS = bindings(
        "new",
        "edit",
        "delete",
        "move_up",
        "move_down",
        more=("of_law", N_("Of the law")),
        save=("confirm", N_("Confirm all")),
        export=("export", N_("Write a table")),
    )
    COLUMNS = ((N_("Title, commendation"), 36), (N_("Kind"), 11), (N_("Given to"), 18), (N_("Given by"), 9))
    TALL = True

    def read(self) -> Iterator[tuple[str, AwardTitle]]:
        """Read the list."""
        of = council(self.desk)
        self.entitle(t("Award titles"))
        self._record = (of.id, of.name)
        return ((one.name, one) for one in of.award_titles)

    def cells(self, row: AwardTitle) -> tuple[str, ...]:
        """Say a title; what waits to be confirmed has a question mark."""
        name = f"? {row.name}" if row.to_confirm else row.name
        return name, t(KINDS[row.kind]), t(WHOM[row.whom]), t(LEVELS[row.level])

    def lead(self) -> str:
        """Say how many wait to be confirmed."""
        n = sum(row.to_confirm for row in self.rows.values())
        if not n:
            return t("Nominations, meetings and papers take the titles from this list, in this order.")
        waiting = plural("{n} title is still the law's", "{n} titles are still the law's", n)
        return t("{waiting} (?): F4 writes the office's own name, Ctrl+S confirms all.", waiting=waiting)

    def detail(self, row: AwardTitle | None) -> str:
        """Say the marked title in full."""
        if row is None:
            return t(EMPTY)
        said = f"{row.name} · {t(KINDS[row.kind])} · {t(WHOM[row.whom])} · {t(LEVELS[row.level])}"
        return "\n".join([said, *([t("Source: {text}", text=row.source)] if row.source else [])])

    def record_here(self) -> tuple[str, str] | None:
        """The council has the history."""
        return self._record if self.ready else None

    def form(self, row: AwardTitle | None) -> FormDialog:
        """Ask for a title's name and what it is."""
        now = title_as_typed(row) if row else TitleTyped("")
        fields = [
            Field("name", t("Award title"), now.name, t("as papers write it")),
            Field("kind", t("Kind"), now.kind, choices=[(k, t(v)) for k, v in KINDS.items()]),
            Field("whom", t("Given to"), now.whom, choices=[(k, t(v)) for k, v in WHOM.items()]),
            Field("level", t("Given by"), now.level, choices=[(k, t(v)) for k, v in LEVELS.items()]),
            Field("source", t("Source"), now.source, t("law or regulation, with the article")),
        ]

        def save(values: dict[str, str], seen: AwardTitle | None) -> object:
            return save_title(self.desk, TitleTyped(**values), seen)

        return FormDialog(t("Award title") if row else t("New award title"), fields, save, row)

    def deletion(self, row: AwardTitle) -> Deletion:
        """Take the marked title off the list."""
        question = t("No title “{title}” any more? Ctrl+Z brings it back.", title=row.name)
        return Deletion(question, t("Yes, take it out"), lambda: drop_title(self.desk, row))

    def moving(self, by: int) -> Callable[[], object] | None:
        """Move the marked title."""
        row = self.marked
        return (lambda: move_title(self.desk, row, by)) if row else None

    @work(exclusive=True)
    async def action_confirm(self) -> None:
        """Say that the list is the council's own."""
        n = await self.act(lambda: confirm_titles(self.desk))
        if n is not None:
            self.action_reload()
            self.say(plural("{n} title confirmed.", "{n} titles confirmed.", n))

    @work(exclusive=True)
    async def action_of_law(self) -> None:
        """Add the law's titles that are not in the list."""
        choices = [(code, t(name)) for code, name in OFFICES.items()]
        chosen = await self.app.push_screen_wait(
            PickDialog(t("Titles of the law: what kind of office?"), choices)
        )
        if chosen is None:
            return
        n = await self.act(lambda: add_titles_of_law(self.desk, Office(chosen)))
        if n is not None:
            self.action_reload()
            self.say(plural("{n} title added.", "{n} titles added.", n))

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Write the list as a table, which an import takes in again."""
        proposed = self.host.export_folder / "danh-hieu.xlsx"
        said = await write_file(
            self, t("Write the titles"), proposed, lambda path: export_titles(self.desk, path)
        )
        if said:
            self.say(said)

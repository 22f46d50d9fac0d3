"""Decisions by which awards were given, and who got what by one of them."""

from collections.abc import Iterator

from textual import work

from ktd_tui.domain.merit import AwardDecision, Awarded
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.council.decisions import (
    AwardedRow,
    DecisionPage,
    DecisionTyped,
    award_typed,
    decision_as_typed,
    decision_page,
    decisions,
    delete_decision,
    drop_awarded,
    save_awarded,
    save_decision,
    take_voted,
)
from ktd_tui.operations.data.award_tables import export_decisions
from ktd_tui.operations.scoring.awards import NO_TITLES
from ktd_tui.rules.access import Act
from ktd_tui.words import short_date
from screens.bindings import bindings, needs
from screens.dialogs.file import write_file
from screens.dialogs.form import Field, FormDialog
from screens.records import Deletion, RecordsScreen
from screens.routes import DecisionRoute

NO_UNITS = N_("The council has no unit yet: add units on a bloc's page (F2).")


class DecisionsScreen(RecordsScreen[AwardDecision]):
    """One row a decision, the newest first."""

    ASKS = needs(Act.EDIT_COUNCIL, "new", "edit", "delete")
    BINDINGS = bindings(
        "new",
        "edit",
        "delete",
        open=("open", N_("Who got what")),
        export=("export", N_("Write a table")),
    )
    COLUMNS = (
        (N_("Number"), 20),
        (N_("Day"), 10),
        (N_("Year"), 5),
        (N_("Decided by"), 28),
        (N_("Awards"), 7),
    )
    RIGHT = (4,)
    TALL = True

    def read(self) -> Iterator[tuple[str, AwardDecision]]:
        """Read the decisions."""
        self.entitle(t("Award decisions"))
        return ((one.id, one) for one in decisions(self.desk))

    def cells(self, row: AwardDecision) -> tuple[str, ...]:
        """Say a decision's head."""
        return row.number, short_date(row.day), str(row.year), row.issuer or "–", str(len(row.awarded))

    def detail(self, row: AwardDecision | None) -> str:
        """Say what the marked decision gave, or what an empty list means."""
        if row is None:
            return t("No decision is noted yet. F2 notes one; conditions like “two years running” read them.")
        given = dict.fromkeys(one.title for one in row.awarded)
        counts = (f"{title}: {sum(one.title == title for one in row.awarded)}" for title in given)
        return "; ".join(counts) or t("It gives nothing yet. Enter opens it.")

    def history_of(self, row: AwardDecision) -> tuple[str, str]:
        """The marked decision has the history."""
        return row.id, row.number

    def action_open(self) -> None:
        """Show who got what by the marked decision."""
        if row := self.marked:
            self.open(DecisionRoute(row.id))

    def form(self, row: AwardDecision | None) -> FormDialog:
        """Ask for number, day, year and who decided."""
        now = decision_as_typed(row) if row else DecisionTyped("", "", str(self.desk.today.year))
        fields = [
            Field("number", t("Number"), now.number, t("as it is cited, e.g. 125/QĐ-VPQH")),
            Field("day", t("Day"), now.day, t("day/month/year")),
            Field("year", t("Year"), now.year, t("the year that it rewards")),
            Field("issuer", t("Decided by"), now.issuer),
        ]

        def save(values: dict[str, str], seen: AwardDecision | None) -> object:
            return save_decision(self.desk, seen, DecisionTyped(**values))

        return FormDialog(t("Award decision") if row else t("New award decision"), fields, save, row)

    def deletion(self, row: AwardDecision) -> Deletion:
        """Put the marked decision into the trash."""
        question = t("Delete “{title}”? It goes to the trash.", title=row.number)
        return Deletion(question, t("Yes, delete it"), lambda: delete_decision(self.desk, row))

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Write the decisions as a table, which an import takes in again."""
        proposed = self.host.export_folder / "quyet-dinh.xlsx"
        said = await write_file(
            self, t("Write the decisions"), proposed, lambda path: export_decisions(self.desk, path)
        )
        if said:
            self.say(said)


class DecisionScreen(RecordsScreen[AwardedRow]):
    """One row an award of a decision."""

    FOOTER = ("help", "new", "edit", "more", "delete", "back")
    ASKS = needs(Act.EDIT_COUNCIL, "new", "edit", "open", "delete", "voted")
    BINDINGS = bindings("new", "edit", "delete", more=("voted", N_("What was voted")))
    COLUMNS = ((N_("Title, commendation"), 36), (N_("Unit"), 24), (N_("Person"), 16))
    TALL = True

    page: DecisionPage

    def __init__(self, decision_id: str) -> None:
        super().__init__()
        self._decision = decision_id

    def read(self) -> Iterator[tuple[str, AwardedRow]]:
        """Read who got what."""
        page = self.page = decision_page(self.desk, self._decision)
        self.entitle(t("Award decisions"), page.decision.number)
        return ((str(place), row) for place, row in enumerate(page.rows))

    def cells(self, row: AwardedRow) -> tuple[str, ...]:
        """Say an award."""
        return row.awarded.title, row.unit, row.awarded.person or "–"

    def lead(self) -> str:
        """Say the decision."""
        of = self.page.decision
        said = t(
            "Decision {number} of {day}, year {year}", number=of.number, day=short_date(of.day), year=of.year
        )
        return f"{said} · {of.issuer}" if of.issuer else said

    def detail(self, row: AwardedRow | None) -> str:
        """Say the marked award in full, or how an empty decision is filled."""
        if row is None:
            return t("It gives nothing yet. F2 adds an award, F3 takes what the year's meetings voted for.")
        return " · ".join(part for part in (row.awarded.title, row.unit, row.awarded.person) if part)

    def record_here(self) -> tuple[str, str] | None:
        """The decision has the history."""
        return (self._decision, self.page.decision.number) if self.ready else None

    def form(self, row: AwardedRow | None) -> FormDialog:
        """Ask who got what."""
        of = row.awarded if row else None
        titles = [(one.name, one.name) for one in self.page.titles]
        units = [(unit.id, unit.name) for unit in self.page.units]
        fields = [
            Field("title", t("Award title"), of.title if of else "", choices=titles, empty=t(NO_TITLES)),
            Field("unit_id", t("Unit"), of.unit_id if of else "", choices=units, empty=t(NO_UNITS)),
            Field("person", t("Person"), of.person if of else "", t("empty: the unit itself")),
        ]

        def save(values: dict[str, str], seen: Awarded | None) -> object:
            return save_awarded(self.desk, self._decision, seen, award_typed(**values))

        return FormDialog(t("Award") if of else t("New award"), fields, save, of)

    def deletion(self, row: AwardedRow) -> Deletion:
        """Take the marked award out."""
        question = t(
            "Take “{title}” of {unit} out? Ctrl+Z brings it back.", title=row.awarded.title, unit=row.unit
        )
        seen = row.awarded
        return Deletion(
            question, t("Yes, take it out"), lambda: drop_awarded(self.desk, self._decision, seen)
        )

    @work(exclusive=True)
    async def action_voted(self) -> None:
        """Put in what the meetings of the year voted for."""
        n = await self.act(lambda: take_voted(self.desk, self._decision))
        if n is not None:
            self.action_reload()
            self.say(plural("{n} award came from the meetings.", "{n} awards came from the meetings.", n))

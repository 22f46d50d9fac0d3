"""Exemplars of a year: who, the deed, how soon it was proposed, for which commendation."""

from collections.abc import Iterator

from ktd_tui.domain.merit import ExemplarKind
from ktd_tui.i18n import N_, plural, t, tc
from ktd_tui.operations.scope import Where
from ktd_tui.operations.wording import NO_MEMBERS
from ktd_tui.operations.year.exemplars import (
    EXEMPLAR_KINDS,
    ExemplarRow,
    ExemplarsPage,
    delete_exemplar,
    exemplar_as_typed,
    exemplars_page,
    save_exemplar,
)
from ktd_tui.rules.access import Act
from ktd_tui.words import short_date
from screens.bindings import bindings, needs
from screens.dialogs.form import Field, FormDialog
from screens.records import Deletion, YearRecordsScreen, to_trash


class ExemplarsScreen(YearRecordsScreen[ExemplarRow]):
    """The exemplars, the newest deed first."""

    FOOTER = ("help", "new", "edit", "delete", "history", "back")
    ASKS = needs(Act.PROPOSE_EXEMPLAR, "new", "edit", "open", "delete")
    BINDINGS = bindings("new", "edit", "delete")
    COLUMNS = (
        (N_("Collective, person"), 24),
        (N_("Unit"), 10),
        (N_("Deed on"), 10),
        (N_("Proposed"), 10),
        (N_("After"), 9),
    )
    TALL = True

    page: ExemplarsPage

    def read(self) -> Iterator[tuple[str, ExemplarRow]]:
        """Read the year's exemplars."""
        page = self.page = exemplars_page(self.desk, self.year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Exemplars"))
        return ((row.exemplar.id, row) for row in page.rows)

    def cells(self, row: ExemplarRow) -> tuple[str, ...]:
        """Say who, of which unit, and when."""
        of = row.exemplar
        return (
            of.name,
            row.unit,
            short_date(of.deed_on) if of.deed_on else "–",
            short_date(of.proposed_on) if of.proposed_on else "–",
            plural("{n} day", "{n} days", row.days) if row.days is not None else "–",
        )

    def detail(self, row: ExemplarRow | None) -> str:
        """Say the deed."""
        if row is None:
            return self.advice("new", t("No exemplar yet. F2 notes one: who, the deed, the day."))
        of = row.exemplar
        lines = [f"{of.name} ({t(EXEMPLAR_KINDS[of.kind])})", of.deed]
        if of.award:
            lines.append(t("Proposed for: {award}", award=of.award))
        return "\n".join(lines)

    def history_of(self, row: ExemplarRow) -> tuple[str, str]:
        """The marked exemplar has the history."""
        return row.exemplar.id, row.exemplar.name

    def asked_of(self, action: str) -> Where:
        """Changing one asks for its own unit's right."""
        return self.marked.exemplar if action != "new" and self.marked else self.where

    def form(self, row: ExemplarRow | None) -> FormDialog:
        """Ask for who, deed, days and commendation."""
        of = row.exemplar if row else None
        there = exemplar_as_typed(of) if of else {"kind": ExemplarKind.COLLECTIVE.value}
        units = [(unit.id, unit.name) for unit in self.page.units]
        kinds = [(kind.value, t(name)) for kind, name in EXEMPLAR_KINDS.items()]
        day = t("day/month/year")
        fields = [
            Field("name", t("Collective, person"), there.get("name", "")),
            Field("kind", t("Kind"), there["kind"], choices=kinds),
            Field("unit", t("Unit"), there.get("unit", ""), choices=units, empty=t(NO_MEMBERS)),
            Field("deed", t("Deed"), there.get("deed", "")),
            Field("deed_on", t("Deed on"), there.get("deed_on", ""), day),
            Field("proposed_on", t("Proposed on"), there.get("proposed_on", ""), day),
            Field("award", tc("commendation", "For"), there.get("award", ""), t("the commendation")),
        ]

        title = t("Exemplar") if of else t("New exemplar")
        return FormDialog(title, fields, lambda v, seen: save_exemplar(self.desk, self.year_id, seen, v), of)

    def deletion(self, row: ExemplarRow) -> Deletion:
        """Put the marked exemplar into the trash."""
        return to_trash(row.exemplar.name, lambda: delete_exemplar(self.desk, row.exemplar))

"""What a unit registers: a target, its measure and its day against each criterion, and titles."""

from collections.abc import Iterator

from textual import work

from ktd_tui.domain.scoring import Registration, Target
from ktd_tui.i18n import N_, t
from ktd_tui.operations.scope import Where
from ktd_tui.operations.scoring.awards import NO_TITLES
from ktd_tui.operations.year.pledge import amend
from ktd_tui.operations.year.registration import (
    RegistrationPage,
    Wanted,
    register,
    registration_page,
    target_as_typed,
    toggle_title,
)
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.score_rows import ScoreRow
from ktd_tui.rules.year.pledge import target_said
from screens.bindings import bindings, needs
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.records import YearRecordsScreen


class RegistrationScreen(YearRecordsScreen[ScoreRow]):
    """One unit at a time; F6 goes to the next."""

    ASKS = needs((Act.REGISTER, Act.AMEND_PLEDGE), "edit", "open") | needs(Act.REGISTER, "titles")
    BINDINGS = bindings(
        edit=("edit", N_("Write target")),
        pane=("unit", N_("Next unit")),
        next_missing=("missing(1)", N_("Next empty")),
        more=("titles", N_("Titles aimed at")),
        previous_missing=("missing(-1)", N_("Previous empty")),
    )
    COLUMNS = ((N_("Criterion"), 34), (N_("Target"), 28), (N_("Due"), 10))
    TALL = True

    page: RegistrationPage

    def __init__(self, bloc_year_id: str, unit_id: str | None = None) -> None:
        super().__init__(bloc_year_id)
        self._unit_id = unit_id

    def read(self) -> Iterator[tuple[str, ScoreRow]]:
        """Read the criteria, and the targets of the unit that shows."""
        page = self.page = registration_page(self.desk, self.year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Registration"))
        ids = [unit.id for unit in page.units]
        if self._unit_id not in ids:
            self._unit_id = ids[0] if ids else None
        return ((row.code, row) for row in page.rows if self._unit_id)

    def cells(self, row: ScoreRow) -> tuple[str, ...]:
        """Say a criterion with its target and day."""
        target = self._target(row.code)
        due = (target.due_said if target else "") or "–"
        return f"{row.code} {row.text}", target_said(target) if target else "–", due

    def lead(self) -> str:
        """Say which unit shows, and the titles that it aims at."""
        if self._unit_id is None:
            return t("No unit takes part in this year yet.")
        ids = [unit.id for unit in self.page.units]
        place, of = ids.index(self._unit_id), self._registration
        titles = "; ".join(of.titles) if of and of.titles else t("none")
        name = self.page.units[place].name
        return f"{place + 1}/{len(ids)} {name} · {t('Titles aimed at')}: {titles}"

    def detail(self, row: ScoreRow | None) -> str:
        """Say the marked target, or last year's."""
        if row is None:
            return ""
        target, last = self._target(row.code), self._target(row.code, before=True)
        lines = [f"{row.code} {row.text}"]
        if target:
            lines.append(target_said(target))
            lines += [t("Measure: {text}", text=target.measure)] if target.measure else []
        elif last:
            lines.append(t("Last year: {text}", text=last.text))
        return "\n".join(lines)

    @property
    def _registration(self) -> Registration | None:
        return self.page.registrations.get(self._unit_id or "") if self.ready else None

    def _target(self, code: str, *, before: bool = False) -> Target | None:
        of = (self.page.before if before else self.page.registrations).get(self._unit_id or "")
        return next((target for target in of.targets if target.code == code), None) if of else None

    def record_here(self) -> tuple[str, str] | None:
        """The unit's registration has the history."""
        of = self._registration
        return (of.id, t("Registration")) if of else None

    def action_unit(self) -> None:
        """Go to the next unit."""
        if self.ready and self.page.units:
            ids = [unit.id for unit in self.page.units]
            self._unit_id = ids[(ids.index(self._unit_id or ids[0]) + 1) % len(ids)]
            self.action_reload()

    def action_missing(self, way: int) -> None:
        """Go to the next criterion without a target, in this unit or the next one."""
        if not self.rows or self._unit_id is None:
            return
        codes = list(self.rows)
        places = [(unit.id, code) for unit in self.page.units for code in codes]
        here = places.index((self._unit_id, self.table.selected or codes[0]))
        for step in range(1, len(places) + 1):
            unit, wanted = places[(here + way * step) % len(places)]
            self._unit_id = unit
            if self._target(wanted) is None:
                self.action_reload()
                self.table.move_cursor(row=codes.index(wanted))
                return
        self.say(t("Nothing is missing."))

    def acts_of(self, action: str) -> tuple[Act, ...]:
        """A target of a signed pledge is amended."""
        acts = super().acts_of(action)
        return (
            (Act.AMEND_PLEDGE,) if Act.AMEND_PLEDGE in acts and self.ready and self.page.frozen else acts[:1]
        )

    def asked_of(self, action: str) -> Where:
        """The unit that is shown asks for it."""
        del action
        return self.year_of_unit(self._unit_id) if self._unit_id else self.where

    def form(self, row: ScoreRow | None) -> FormDialog | None:
        """Ask for target, measure and day; last year's are proposed where there are none."""
        unit_id = self._unit_id
        if row is None or unit_id is None:
            return None
        code = row.code
        target = self._target(code)
        shown = target_as_typed(target or self._target(code, before=True))
        fields = [
            Field("text", t("Target"), shown.text, t("empty: takes it back")),
            Field("measure", t("Measure"), shown.measure or "", t("how one sees that it was reached")),
            Field("due", t("Due"), shown.due if target and shown.due else "", t("day/month/year")),
        ]
        if row.kind.measured:
            fields += [
                Field("number", t("Target number"), shown.number or "", t("a number"), number=True),
                Field("counted_in", t("Counted in"), shown.counted_in or row.entry.counted_in),
            ]
        frozen = self.page.frozen
        if frozen:
            fields.append(Field("reason", t("Reason"), "", t("the pledge is signed: why is it amended?")))

        def save(values: dict[str, str], seen: Target | None) -> object:
            wanted = Wanted(code, **{key: values[key] for key in values if key != "reason"})
            if frozen:
                return amend(self.desk, self.year_id, unit_id, wanted, values["reason"], seen=seen)
            return register(self.desk, self.year_id, unit_id, wanted, seen=seen)

        question = t("What does the unit register for {code}?", code=code)
        return FormDialog(question, fields, save, target or Target(code=code, text=""))

    @work(exclusive=True)
    async def action_titles(self) -> None:
        """Register a title, or take one back."""
        unit_id = self._unit_id
        if not self.ready or unit_id is None:
            return
        own = self._registration.titles if self._registration else ()
        known = dict.fromkeys((*self.page.titles, *own))
        choices = [(title, f"{'✓' if title in own else ' '} {title}") for title in known]
        chosen = await self.app.push_screen_wait(
            PickDialog(t("Titles aimed at"), choices, empty=t(NO_TITLES))
        )
        if chosen is not None:
            await self.act(lambda: toggle_title(self.desk, self.year_id, unit_id, chosen))
            self.action_reload()

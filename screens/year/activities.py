"""The year's activities: what was held, when, where, by whom; exchanges with their partners."""

from collections.abc import Iterator

from ktd_tui.domain.activity import ActivityKind
from ktd_tui.i18n import N_, t
from ktd_tui.operations.scope import Where
from ktd_tui.operations.wording import NO_MEMBERS
from ktd_tui.operations.year.activities import (
    ActivitiesPage,
    ActivityRow,
    activities_page,
    activity_as_typed,
    delete_activity,
    save_activity,
)
from ktd_tui.rules.access import Act
from ktd_tui.words import short_date
from screens.bindings import bindings, needs
from screens.dialogs.form import Field, FormDialog
from screens.records import Deletion, YearRecordsScreen, to_trash

KINDS = {ActivityKind.ACTIVITY: N_("Activity"), ActivityKind.EXCHANGE: N_("Exchange")}


class ActivitiesScreen(YearRecordsScreen[ActivityRow]):
    """The activities, the newest first; F6 shows one movement's only."""

    ASKS = needs(Act.HOLD_ACTIVITY, "new", "edit", "open", "delete")
    BINDINGS = bindings(
        new=("new", N_("Add")),
        edit=("edit", N_("Edit")),
        pane=("movement", N_("Next movement")),
        delete="delete",
    )
    COLUMNS = ((N_("Day"), 10), (N_("Activity"), 32), (N_("Unit"), 10), (N_("Kind"), 10), (N_("Place"), 10))
    TALL = True

    page: ActivitiesPage
    _movement: str | None = None

    def read(self) -> Iterator[tuple[str, ActivityRow]]:
        """Read the activities of the year, or of the movement that was chosen."""
        page = self.page = activities_page(self.desk, self.year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Activities"))
        return (
            (row.activity.id, row) for row in page.rows if self._movement in (None, row.activity.movement_id)
        )

    def cells(self, row: ActivityRow) -> tuple[str, ...]:
        """Say when, what, by whom and where."""
        of = row.activity
        day = short_date(of.day) if of.day else "–"
        return day, of.title, row.unit, t(KINDS[of.kind]), of.place or "–"

    def lead(self) -> str:
        """Say whether all activities show, or one movement's."""
        titles = {m.id: m.title for m in self.page.movements}
        if self._movement in titles:
            return t("Movement: {title}", title=titles[self._movement])
        return t("All activities")

    def detail(self, row: ActivityRow | None) -> str:
        """Say partners, movement and result."""
        if row is None:
            return self.advice("new", t("No activity yet. Press F2 to add the first one."))
        facts = (
            (t("With"), row.partners),
            (t("Movement"), row.movement),
            (t("Result"), row.activity.result),
        )
        return "\n".join([row.activity.title, *(f"{name}: {text}" for name, text in facts if text)])

    def history_of(self, row: ActivityRow) -> tuple[str, str]:
        """The marked activity has the history."""
        return row.activity.id, row.activity.title

    def action_movement(self) -> None:
        """Show the activities of the next movement, then all again."""
        ids: list[str | None] = [None, *(m.id for m in self.page.movements)] if self.ready else [None]
        place = ids.index(self._movement) if self._movement in ids else 0
        self._movement = ids[(place + 1) % len(ids)]
        self.action_reload()

    def asked_of(self, action: str) -> Where:
        """Changing one asks for its own unit's right."""
        return self.marked.activity if action != "new" and self.marked else self.where

    def form(self, row: ActivityRow | None) -> FormDialog:
        """Ask for everything about an activity."""
        of = row.activity if row else None
        new = {"kind": ActivityKind.ACTIVITY.value, "movement": self._movement or ""}
        there = activity_as_typed(self.desk, of) if of else new
        units = [(u.id, u.name) for u in self.page.units]
        movements = [("", t("none")), *((m.id, m.title) for m in self.page.movements)]
        kinds = [(kind.value, t(name)) for kind, name in KINDS.items()]
        fields = [
            Field("title", t("Activity"), there.get("title", "")),
            Field("unit", t("Unit"), there.get("unit", ""), choices=units, empty=t(NO_MEMBERS)),
            Field("kind", t("Kind"), there["kind"], choices=kinds),
            Field(
                "partners",
                t("With"),
                there.get("partners", ""),
                t("short names of units; for an exchange"),
                many=True,
            ),
            Field("day", t("Day"), there.get("day", ""), t("day/month/year")),
            Field("place", t("Place"), there.get("place", "")),
            Field("movement", t("Movement"), there["movement"], choices=movements),
            Field("result", t("Result"), there.get("result", "")),
        ]

        title = t("Activity") if of else t("New activity")
        return FormDialog(title, fields, lambda v, seen: save_activity(self.desk, self.year_id, seen, v), of)

    def deletion(self, row: ActivityRow) -> Deletion:
        """Put the marked activity into the trash."""
        return to_trash(row.activity.title, lambda: delete_activity(self.desk, row.activity))

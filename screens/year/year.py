"""A bloc's year: theme, stage, what is missing, units and movements; and the way to the work on it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.containers import Horizontal
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import BlocYear, Role, Stage
from ktd_tui.domain.scoring import RegistrationRule
from ktd_tui.i18n import N_, t
from ktd_tui.layout import cells, wrap
from ktd_tui.operations import saying
from ktd_tui.operations.saying import movement_lines
from ktd_tui.operations.year.owed import unit_at
from ktd_tui.operations.year.years import (
    STAGES,
    YearHead,
    YearPage,
    deputy_field,
    save_year,
    set_results,
    year_page,
)
from ktd_tui.rules.access import Act
from ktd_tui.rules.meeting.flow import steps
from ktd_tui.rules.year.registering import RULES
from ktd_tui.terminal.guard import plain
from screens.base import KtdScreen
from screens.bindings import bindings, needs
from screens.routes import BlocRoute, BoardRoute, MeetingRoute, OverviewRoute, PaperRoute, Route
from screens.widgets.status import coloured
from screens.widgets.text import ScrolledColumn
from screens.year.menu import BOARD, CYCLE, DETAILS, MEETING, MENU, MINUTES, NEXT, OVERVIEW, UNITS, page_of

if TYPE_CHECKING:
    from textual.widget import Widget

    from ktd_tui.operations.page import Page

NOBODY = ""
BESIDE, ROLE, BROAD = 27, 12, 100
"""Columns that the menu takes, those of one year in the overview, and how broad a unit's line grows."""


class YearScreen(KtdScreen):
    """The page of a bloc-year: what to do on the left, how it stands on the right."""

    RETURNS = True
    FOOTER: ClassVar[tuple[str, ...]] = ("help", "open", "find", "edit", "back", "quit")
    ASKS = needs(Act.EDIT_YEAR, "edit", "results") | needs(Act.RUN_MEETING, "prepare")
    BINDINGS = bindings(
        open=("open", N_("Open")), edit=("edit", N_("Edit year")), more=("results", N_("The year's results"))
    )

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self.year_id = bloc_year_id
        self._page: YearPage | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield the menu and the overview."""
        with Horizontal():
            yield OptionList(id="rail", markup=False)
            with ScrolledColumn(id="overview"):
                yield Static(id="year", markup=False)

    def show(self) -> None:
        """Fill menu and overview."""
        page = self._page = year_page(self.desk, self.year_id)
        self.entitle(page.bloc.name, str(page.year.year))
        rail = self.query_one("#rail", OptionList)
        if not rail.option_count:
            rail.add_options(Option(t(entry.says), id=key) for key, entry in MENU.items())
            rail.highlighted = 0
        if self.focused is None:  # at the start, and where a click beside the menu took the mark away
            rail.focus()
        self._tell(page)

    def _tell(self, page: YearPage) -> None:
        none = self.advice("edit", t("None yet. Open “Movements” and press F2."))
        told = coloured(_overview(page, self._room, none), self.app.current_theme)
        self.query_one("#year", Static).update(told)

    @property
    def _room(self) -> int:
        """Columns of the overview."""
        return self.app.size.width - BESIDE

    def on_resize(self) -> None:
        """Use the columns that there are."""
        if self._page:
            self._tell(self._page)

    def plain_page(self) -> "Page":
        """Say it in full, as ``ktd show`` does."""
        from ktd_tui.operations import pages

        return pages.year(self.desk, self.year_id)

    def record_here(self) -> tuple[str, str] | None:
        """The year has the history."""
        return self.year_id, t("Year {year}", year=self._page.year.year if self._page else "")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what was chosen."""
        event.stop()
        self._open(event.option.id or "")

    def action_open(self) -> None:
        """Open what is marked."""
        self.query_one("#rail", OptionList).action_select()

    def _open(self, key: str) -> None:
        page = self._page
        if page is None:
            return
        if key == NEXT:
            key = (page.missing[0].place if page.missing else "") or CYCLE
        if key == MEETING:
            self._open_meeting(page.meeting)
        elif key == MINUTES:
            self._open_minutes(page.meeting)
        elif key == DETAILS:
            if self.may("edit"):
                self.action_edit()
        else:
            beside: dict[str, Route] = {
                BOARD: BoardRoute(),
                UNITS: BlocRoute(page.bloc.id),
                OVERVIEW: OverviewRoute(page.bloc.id, page.year.year),
            }
            unit_id = unit_at(self.desk, self.year_id, key)
            route = beside[key] if key in beside else page_of(key, self.year_id, unit_id)
            if route is not None:
                self.open(route)

    @work(exclusive=True)
    async def _open_meeting(self, meeting: Meeting | None) -> None:
        from ktd_tui.operations.meeting.preparation import start_meeting
        from ktd_tui.operations.year.cycle import left_behind
        from screens.dialogs.confirm import ConfirmDialog

        if meeting is None:
            if not self.may("prepare"):
                return
            question = t("There is no year-end meeting in this year yet. Prepare it now?")
            if self._page and STAGES.index(self._page.year.stage) < STAGES.index(Stage.REVIEW):
                question += "\n" + t("The year then stands at “{stage}”.", stage=saying.stage(Stage.REVIEW))
                if left := left_behind(self.desk, self._page.year, Stage.REVIEW):
                    question += f"\n{left}"
            if not await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, prepare it"))):
                return
            meeting = await self.act(lambda: start_meeting(self.desk, self.year_id))
        if meeting is not None:
            self.open(MeetingRoute(meeting.id))

    def _open_minutes(self, meeting: Meeting | None) -> None:
        if meeting is None:
            self.warn(t("There are no minutes yet: the year-end meeting comes first."))
            return
        from ktd_tui.operations.papers.kinds import minutes_ref

        self.open(PaperRoute(minutes_ref(self.desk, meeting.id)))

    def action_results(self) -> None:
        """Write the year's results, from which the head's report is drafted."""
        from screens.dialogs.form import Field, FormDialog

        page = self._page
        if page is None:
            return
        text = "\n".join(page.year.results)
        hint = t("paragraphs with “; ” between")
        fields = [Field("results", t("Results"), text, hint, many=True)]

        def save(values: dict[str, str], seen: BlocYear) -> object:
            return set_results(self.desk, seen, values["results"])

        self.app.push_screen(FormDialog(t("The year's results"), fields, save, page.year))

    def action_edit(self) -> None:
        """Change theme and offices."""
        from screens.dialogs.form import Field, FormDialog

        page = self._page
        if page is None:
            return
        rules = [(rule.value, t(words)) for rule, words in RULES.items()]
        units = [(NOBODY, t("nobody")), *((u.id, u.name) for u in page.units)]
        fields = [
            Field("theme", t("Theme"), page.year.theme),
            Field("plan", t("Plan"), page.year.plan, t("number and date of the plan")),
            Field("rule", t("When registered"), page.year.registration_rule, choices=rules),
            Field(
                "head",
                saying.role(Role.HEAD, page.bloc),
                page.year.unit_with(Role.HEAD) or NOBODY,
                choices=units,
            ),
        ]
        # One line more than there are deputies, two at least: a bloc may have several.
        deputies = (*page.year.units_with(Role.DEPUTY), NOBODY)
        for place, unit_id in enumerate(deputies if len(deputies) > 1 else (NOBODY, NOBODY), 1):
            label = saying.role(Role.DEPUTY, page.bloc) + (f" {place}" if place > 1 else "")
            fields.append(Field(deputy_field(place), label, unit_id, choices=units))

        def save(values: dict[str, str], seen: BlocYear) -> object:
            deputies = [unit for key, unit in values.items() if key.startswith("deputy_") and unit]
            wanted = YearHead(
                theme=values["theme"],
                plan=values["plan"],
                head=values["head"] or None,
                deputies=deputies,
                registering=RegistrationRule(values["rule"]),
            )
            return save_year(self.desk, seen, wanted)

        self.app.push_screen(FormDialog(t("Year {year}", year=page.year.year), fields, save, page.year))


def _overview(page: YearPage, room: int, none: str) -> Text:
    """Write the right side, ``room`` columns wide: theme, stage, missing, units, movements or ``none``."""
    year = page.year
    out = Text()
    out.append(t("Theme") + ": ", style="bold").append_text(plain(year.theme or t("not set"))).append("\n")
    _stages(out, page)
    _missing(out, page, room)
    _units(out, page, min(room, BROAD))
    out.append(t("Movements") + "\n", style="bold")
    for movement in page.movements:
        for line in movement_lines(movement):
            text = plain(line)
            text.truncate(room, overflow="ellipsis")
            out.append_text(text).append("\n")
    if not page.movements:
        out.append(f"  {none}\n")
    return out


def _units(out: Text, page: YearPage, room: int) -> None:
    around = sorted(page.roles)
    said = {y: [saying.role(page.roles[y].get(unit.id), page.bloc) for unit in page.units] for y in around}
    role = max([ROLE, *(cells(one) + 1 for roles in said.values() for one in roles)])
    wide = max(room - role * len(around), 12)
    out.append(f"{t('Units'):<{wide - 1}}", style="bold")
    out.append("".join(f" {y:<{role - 1}}" for y in around).rstrip() + "\n", style="bold")
    for place, unit in enumerate(page.units):
        name = plain(unit.name)
        name.truncate(wide - 1, overflow="ellipsis", pad=True)
        out.append_text(name)
        out.append("".join(f" {said[y][place]:<{role - 1}}" for y in around).rstrip() + "\n")


def _stages(out: Text, page: YearPage) -> None:
    place = STAGES.index(page.year.stage) + 1
    out.append(t("Stage") + ": ", style="bold")
    out.append(f"{saying.stage(page.year.stage)} ({place}/{len(STAGES)})")
    if page.days is not None:
        out.append(f" · {saying.days(page.days)}")
    if page.meeting and not page.meeting.signed_at:
        order = steps(page.meeting)
        at = order.index(page.meeting.step) + 1
        out.append(" · " + t("meeting at step {at}/{of}", at=at, of=len(order)))
    out.append("\n")


def _missing(out: Text, page: YearPage, room: int) -> None:
    if not page.missing:
        out.append("✓ " + t("Nothing is missing.") + "\n")
        return
    out.append(t("Missing next") + ":\n", style="bold")
    for obstacle in page.missing[:3]:
        sign = "  ! "
        for line in wrap(saying.obstacle(obstacle), room - len(sign)):
            out.append(sign).append_text(plain(line)).append("\n")
            sign = " " * len(sign)

"""The pages that one can go to, and what each must know; ``router`` knows their screens.

A field is named like the parameter of the screen's constructor that takes it.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from ktd_tui.rules.scoring.layers import View

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from ktd_tui.operations.page import Page
    from ktd_tui.operations.papers.kinds import PaperRef
    from ktd_tui.operations.papers.returned.verdict import Verdict
    from ktd_tui.operations.server.drafts import Cursor


class OfCouncil(NamedTuple):
    """A page of which there is one."""


class WelcomeRoute(OfCouncil):
    """The first start."""


class HomeRoute(OfCouncil):
    """The council's blocs."""


class BlocsRoute(OfCouncil):
    """The ranking in every bloc."""


class UsersRoute(OfCouncil):
    """Who has which role."""


class TitlesRoute(OfCouncil):
    """The council's titles and commendations."""


class DecisionsRoute(OfCouncil):
    """The decisions by which awards were given."""


class DecisionRoute(NamedTuple):
    """Who got what by a decision."""

    decision_id: str


class FindRoute(OfCouncil):
    """Find anything by words."""


class BoardRoute(OfCouncil):
    """The board of good practice."""


class PostRoute(NamedTuple):
    """A post of the board."""

    post_id: str


class BlocRoute(NamedTuple):
    """A bloc."""

    bloc_id: str


class UnitRoute(NamedTuple):
    """A unit."""

    unit_id: str


class OverviewRoute(NamedTuple):
    """The year at one look: of the council, or of one bloc.

    Attributes:
        bloc_id: The bloc; None: all of them.
        number: The year; None: the one in work.
    """

    bloc_id: str | None = None
    number: int | None = None


class UnitYearsRoute(NamedTuple):
    """A unit's years beside each other."""

    unit_id: str


class BlocYearsRoute(NamedTuple):
    """A bloc's years beside each other."""

    bloc_id: str


class OfYear(NamedTuple):
    """A page of a bloc's year."""

    bloc_year_id: str


class YearRoute(OfYear):
    """The year's first page."""


class CycleRoute(OfYear):
    """The year's cycle."""


class TasksRoute(OfYear):
    """The year's tasks."""


class MovementsRoute(OfYear):
    """The movements."""


class MovementRoute(NamedTuple):
    """The units' parts in a movement."""

    bloc_year_id: str
    movement_id: str


class AtUnit(NamedTuple):
    """A page of a bloc's year on which one is at a unit: the one that is named, else the first."""

    bloc_year_id: str
    unit_id: str | None = None


class RegistrationRoute(AtUnit):
    """What the units register."""


class PledgeRoute(AtUnit):
    """The pledge."""


class ActivitiesRoute(OfYear):
    """The activities."""


class ExemplarsRoute(OfYear):
    """The exemplars."""


class ScoreRoute(AtUnit):
    """The score grid."""


class CriteriaRoute(OfYear):
    """The criteria."""


class CrossRoute(OfYear):
    """Who scores whom."""


class EvidenceRoute(NamedTuple):
    """A unit's evidence, at a criterion."""

    bloc_year_id: str
    unit_id: str
    code: str


class ExplainRoute(NamedTuple):
    """Why a number is what it is; without a code the unit's total and rank."""

    year_id: str
    unit_id: str
    code: str = ""
    view: View | None = None


class RankingRoute(OfYear):
    """The ranking."""


class ChartsRoute(OfYear):
    """The year's points as pictures of characters."""


class NominationsRoute(OfYear):
    """Who is proposed for which title."""


class AwardRulesRoute(OfYear):
    """The conditions of the titles."""


class MeetingsRoute(OfYear):
    """The meetings of a year."""


class AgendaRoute(NamedTuple):
    """A bloc's agenda of one kind of meeting."""

    bloc_id: str
    kind: str


class MeetingRoute(NamedTuple):
    """A meeting; with a place one goes on there after a cut line."""

    meeting_id: str
    place: "Cursor | None" = None


class ProjectorRoute(NamedTuple):
    """A meeting in few large words."""

    meeting_id: str


class PapersRoute(OfYear):
    """The papers of a year."""


class PaperRoute(NamedTuple):
    """A paper as it will be printed, or a version as it was sealed."""

    ref: "PaperRef"


class RegisterRoute(OfYear):
    """The register of sealed papers."""


class VerdictRoute(NamedTuple):
    """What verifying a file has found."""

    verdict: "Verdict"


class ImportRoute(OfYear):
    """Import and export."""


class ListImportRoute(OfCouncil):
    """Import of the council's own tables."""


class HistoryRoute(NamedTuple):
    """The history of a record, or of everything."""

    record_id: str | None = None
    title: str = ""


class HelpRoute(NamedTuple):
    """Every key of a screen."""

    of: "Screen[Any]"


class PlainTextRoute(NamedTuple):
    """A page as plain text, read anew whenever it is shown."""

    page: "Callable[[], Page]"


Route = (
    OfCouncil
    | OfYear
    | AtUnit
    | PostRoute
    | DecisionRoute
    | BlocRoute
    | UnitRoute
    | OverviewRoute
    | UnitYearsRoute
    | BlocYearsRoute
    | MovementRoute
    | EvidenceRoute
    | ExplainRoute
    | AgendaRoute
    | MeetingRoute
    | ProjectorRoute
    | PaperRoute
    | VerdictRoute
    | HistoryRoute
    | HelpRoute
    | PlainTextRoute
)
"""A page to go to."""

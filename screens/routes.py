"""The pages that one can go to, and what each must know; ``router`` knows their screens.

A field is named like the parameter of the screen's constructor that takes it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ktd_tui.rules.scoring.layers import BLOC_VIEW, View

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from ktd_tui.operations.page import Page
    from ktd_tui.operations.papers.kinds import PaperRef
    from ktd_tui.operations.papers.verifying import Verdict
    from ktd_tui.operations.server.drafts import Cursor


@dataclass(frozen=True)
class Route:
    """A page to go to."""


class WelcomeRoute(Route):
    """The first start."""


class HomeRoute(Route):
    """The council's blocs."""


class BlocsRoute(Route):
    """The ranking in every bloc."""


class UsersRoute(Route):
    """Who has which role."""


class FindRoute(Route):
    """Find anything by words."""


class BoardRoute(Route):
    """The board of good practice."""


@dataclass(frozen=True)
class PostRoute(Route):
    """A post of the board."""

    post_id: str


@dataclass(frozen=True)
class BlocRoute(Route):
    """A bloc."""

    bloc_id: str


@dataclass(frozen=True)
class UnitRoute(Route):
    """A unit."""

    unit_id: str


@dataclass(frozen=True)
class OfYear(Route):
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


@dataclass(frozen=True)
class MovementRoute(OfYear):
    """The units' parts in a movement."""

    movement_id: str


class RegistrationRoute(OfYear):
    """What the units register."""


class PledgeRoute(OfYear):
    """The pledge."""


class ActivitiesRoute(OfYear):
    """The activities."""


class ExemplarsRoute(OfYear):
    """The exemplars."""


class ScoreRoute(OfYear):
    """The score grid."""


class CriteriaRoute(OfYear):
    """The criteria."""


class CrossRoute(OfYear):
    """Who scores whom."""


@dataclass(frozen=True)
class EvidenceRoute(OfYear):
    """A unit's evidence, at a criterion."""

    unit_id: str
    code: str


@dataclass(frozen=True)
class ExplainRoute(Route):
    """Why a number is what it is; without a code the unit's total and rank."""

    year_id: str
    unit_id: str
    code: str = ""
    view: View = BLOC_VIEW


class RankingRoute(OfYear):
    """The ranking."""


class NominationsRoute(OfYear):
    """Who is proposed for which title."""


class AwardRulesRoute(OfYear):
    """The conditions of the titles."""


class MeetingsRoute(OfYear):
    """The meetings of a year."""


@dataclass(frozen=True)
class AgendaRoute(Route):
    """A bloc's agenda of one kind of meeting."""

    bloc_id: str
    kind: str


@dataclass(frozen=True)
class MeetingRoute(Route):
    """A meeting; with a place one goes on there after a cut line."""

    meeting_id: str
    place: "Cursor | None" = None


@dataclass(frozen=True)
class ProjectorRoute(Route):
    """A meeting in few large words."""

    meeting_id: str


class PapersRoute(OfYear):
    """The papers of a year."""


@dataclass(frozen=True)
class PaperRoute(Route):
    """A paper as it will be printed, or a version as it was sealed."""

    ref: "PaperRef"


class RegisterRoute(OfYear):
    """The register of sealed papers."""


@dataclass(frozen=True)
class VerdictRoute(Route):
    """What verifying a file has found."""

    verdict: "Verdict"


class ImportRoute(OfYear):
    """Import and export."""


@dataclass(frozen=True)
class HistoryRoute(Route):
    """The history of a record, or of everything."""

    record_id: str | None = None
    title: str = ""


@dataclass(frozen=True)
class HelpRoute(Route):
    """Every key of a screen."""

    of: "Screen[Any]"


@dataclass(frozen=True)
class PlainTextRoute(Route):
    """A page as plain text, read anew whenever it is shown."""

    page: "Callable[[], Page]"

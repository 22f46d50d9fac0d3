"""Which screen shows which page. The app alone knows it; a screen is loaded when it is opened."""

from collections.abc import Mapping
from importlib import import_module
from typing import cast

from screens import routes
from screens.base import KtdScreen
from screens.routes import Route

SCREENS: Mapping[type[Route], str] = {
    routes.WelcomeRoute: "council.welcome:WelcomeScreen",
    routes.HomeRoute: "council.home:HomeScreen",
    routes.BlocsRoute: "council.blocs:BlocsScreen",
    routes.UsersRoute: "council.users:UsersScreen",
    routes.TitlesRoute: "council.titles:TitlesScreen",
    routes.DecisionsRoute: "council.decisions:DecisionsScreen",
    routes.DecisionRoute: "council.decisions:DecisionScreen",
    routes.FindRoute: "council.find:FindScreen",
    routes.BoardRoute: "council.board:BoardScreen",
    routes.PostRoute: "council.board:PostScreen",
    routes.BlocRoute: "council.bloc:BlocScreen",
    routes.UnitRoute: "council.unit:UnitScreen",
    routes.OverviewRoute: "overview.overview:OverviewScreen",
    routes.ChartsRoute: "overview.charts:ChartsScreen",
    routes.UnitYearsRoute: "overview.years:UnitYearsScreen",
    routes.BlocYearsRoute: "overview.years:BlocYearsScreen",
    routes.YearRoute: "year.year:YearScreen",
    routes.CycleRoute: "year.cycle:CycleScreen",
    routes.TasksRoute: "year.tasks:TasksScreen",
    routes.MovementsRoute: "year.movements:MovementsScreen",
    routes.MovementRoute: "year.movement:MovementScreen",
    routes.RegistrationRoute: "year.registration:RegistrationScreen",
    routes.PledgeRoute: "year.pledge:PledgeScreen",
    routes.ActivitiesRoute: "year.activities:ActivitiesScreen",
    routes.ExemplarsRoute: "year.exemplars:ExemplarsScreen",
    routes.ScoreRoute: "scoring.score:ScoreScreen",
    routes.CriteriaRoute: "scoring.criteria:CriteriaScreen",
    routes.CrossRoute: "scoring.cross:CrossScreen",
    routes.EvidenceRoute: "scoring.evidence:EvidenceScreen",
    routes.ExplainRoute: "scoring.explain:ExplainScreen",
    routes.RankingRoute: "scoring.ranking:RankingScreen",
    routes.NominationsRoute: "scoring.nominations:NominationsScreen",
    routes.AwardRulesRoute: "scoring.award_rules:AwardRulesScreen",
    routes.MeetingsRoute: "meeting.meetings:MeetingsScreen",
    routes.AgendaRoute: "meeting.agenda:AgendaScreen",
    routes.MeetingRoute: "meeting.meeting:MeetingScreen",
    routes.ProjectorRoute: "meeting.projector:ProjectorScreen",
    routes.PapersRoute: "papers.papers:PapersScreen",
    routes.PaperRoute: "papers.paper:PaperScreen",
    routes.RegisterRoute: "papers.register:RegisterScreen",
    routes.VerdictRoute: "papers.register:VerdictScreen",
    routes.ImportRoute: "data.importing:ImportScreen",
    routes.ListImportRoute: "data.importing_lists:ListImportScreen",
    routes.HistoryRoute: "data.history:HistoryScreen",
    routes.HelpRoute: "help:HelpScreen",
    routes.PlainTextRoute: "plain_text:PlainTextScreen",
}
"""Module below ``screens``, and the class in it."""


def screen_class(route: type[Route]) -> type[KtdScreen]:
    """Load the screen that shows a kind of page."""
    module, _, name = SCREENS[route].partition(":")
    return cast("type[KtdScreen]", getattr(import_module(f"screens.{module}"), name))


def screen_of(route: Route) -> KtdScreen:
    """Make the screen that shows a page."""
    return screen_class(type(route))(**route._asdict())

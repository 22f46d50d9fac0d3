"""Which year and unit a command means, by its options."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from ktd_tui.i18n import t

if TYPE_CHECKING:
    from ktd_tui.domain.organisation import BlocYear, Unit
    from ktd_tui.operations.desk import Desk


def in_a_year(verb: ArgumentParser) -> ArgumentParser:
    """Let a command name a bloc's year and ask for JSON."""
    verb.add_argument("--bloc", required=True, metavar="V", help=t("the bloc's number"))
    verb.add_argument("--year", required=True, type=int, metavar="2022", help=t("the bloc's year"))
    verb.add_argument("--json", action="store_true", help=t("say the result as JSON"))
    return verb


def year_meant(desk: "Desk", options: Namespace) -> "BlocYear":
    """Return the year that a command names."""
    from ktd_tui.operations.lookup import bloc_named, year_of

    return year_of(desk, bloc_named(desk, options.bloc), options.year)


def unit_meant(desk: "Desk", year: "BlocYear", name: str) -> "Unit":
    """Return a unit of a year by its name or short name, marks aside."""
    from ktd_tui.operations.cross import member_named

    return member_named(desk, year, name)

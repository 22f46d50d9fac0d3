"""Options that several commands have."""

from collections.abc import Mapping

from ktd_tui.commands.frame import Option
from ktd_tui.domain.meeting import MeetingKind
from ktd_tui.i18n import N_

MEETING_KINDS = [kind.value for kind in MeetingKind]
TABLE_KINDS = (
    "blocs",
    "units",
    "people",
    "criteria",
    "layers",
    "registrations",
    "aims",
    "scores",
    "titles",
    "decisions",
    "ways",
    "agenda",
    "movements",
    "parts",
    "activities",
    "tasks",
    "exemplars",
)

TEXT = N_("TEXT")
JSON = Option("--json", N_("say the result as JSON"), action="store_true")
BLOC = Option("--bloc", N_("the bloc's number"), metavar="V", required=True)
YEAR = Option("--year", N_("the bloc's year"), metavar="2022", required=True, type=int)
IN_A_YEAR = (BLOC, YEAR, JSON)
UNIT = Option("--unit", N_("the unit's name"), N_("UNIT"), required=True)
CODE = Option("--code", N_("the criterion's code"), metavar="I.1", required=True)
NUMBER = Option("number", N_("its place in the list"), metavar="1")
REASON = Option("--reason", N_("the reason"), TEXT, required=True)


def texts(says: Mapping[str, str], default: str | None = None) -> tuple[Option, ...]:
    """Return an option ``--some-name TEXT`` for each name; None is the value of what was not typed."""
    return tuple(
        Option(f"--{name.replace('_', '-')}", help_, TEXT, default=default) for name, help_ in says.items()
    )

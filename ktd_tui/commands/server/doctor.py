"""``ktd doctor``: whether server, data and session are as they should be, a line each."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktd_tui.commands.base import DONE, REFUSED, say, say_json
from ktd_tui.i18n import N_, plural, t

if TYPE_CHECKING:
    from ktd_tui.rules.server.health import HealthFinding


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the command's parser."""
    says = t("examine server, data and session; say what to mend; change nothing")
    doctor = commands.add_parser("doctor", parents=[common], help=says, description=says)
    doctor.add_argument(
        "--user", default="", metavar=t("ACCOUNT"), help=t("whose log-in is examined (as root)")
    )
    doctor.add_argument("--json", action="store_true", help=t("say the result as JSON"))


def run_doctor(options: Namespace, directory: Path) -> int:
    """Examine, and say what was found; refused where anything is wrong."""
    from ktd_tui.clock import now
    from ktd_tui.operations.server.doctor import examine
    from ktd_tui.rules.server.health import Gravity

    found = examine(directory, options.user, now)
    wrong = sum(f.gravity is Gravity.WRONG for f in found)
    if options.json:
        say_json({"path": directory, "wrong": wrong, "findings": [_as_json(f) for f in found]})
    else:
        _say(found, wrong)
    return REFUSED if wrong else DONE


def _say(found: list["HealthFinding"], wrong: int) -> None:
    words = {"ok": N_("fine"), "warning": N_("WARNING"), "wrong": N_("WRONG")}
    width = max(len(t(word)) for word in words.values())
    for one in found:
        say(f"{t(words[one.gravity]):<{width}}  {t(one.message, **one.facts)}")
    if wrong:
        say(plural("{n} thing is wrong.", "{n} things are wrong.", wrong))
    else:
        say(t("Nothing is wrong."))


def _as_json(one: "HealthFinding") -> dict[str, object]:
    return {
        "check": one.check,
        "verdict": one.gravity.value,
        "text": t(one.message, **one.facts),
        "facts": dict(one.facts),
    }


RUN: Mapping[str, Callable[[Namespace, Path], int]] = {"doctor": run_doctor}

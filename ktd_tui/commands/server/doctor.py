"""``ktd doctor``: whether server, data and session are as they should be, a line each."""

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import NotRequired, TypedDict

from ktd_tui.clock import now
from ktd_tui.commands.base import DONE, REFUSED
from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.options import JSON
from ktd_tui.commands.registry import help_of
from ktd_tui.i18n import N_, plural, t, tell
from ktd_tui.operations.server.doctor import examine
from ktd_tui.operations.server.mending import MendTried, mend_all
from ktd_tui.rules.server.health import Gravity, HealthFinding

USER = Option("--user", N_("whose log-in is examined (as root)"), N_("ACCOUNT"), default="")
FIX = Option("--fix", N_("mend owners and permissions where that is safe"), action="store_true")


class _FindingTold(TypedDict):
    check: str
    verdict: Gravity
    text: str
    facts: Mapping[str, object]


class _Mended(TypedDict):
    path: Path
    failed: str


class _Examined(TypedDict):
    path: Path
    wrong: int
    findings: list[_FindingTold]
    mended: NotRequired[list[_Mended]]


COMMANDS = Commands()


@COMMANDS.bare("doctor", help_of("doctor"), USER, FIX, JSON)
def _doctor(options: Namespace, directory: Path) -> Answer[_Examined]:
    """Examine, and say what was found; refused where anything is wrong."""
    mended: list[MendTried] = []
    if options.fix:
        mended, found = mend_all(directory, options.user, now)
    else:
        found = examine(directory, options.user, now)
    wrong = sum(f.gravity is Gravity.WRONG for f in found)
    data: _Examined = {"path": directory, "wrong": wrong, "findings": [_as_json(f) for f in found]}
    if options.fix:
        data["mended"] = [{"path": m.mend.path, "failed": tell(m.failed) if m.failed else ""} for m in mended]
    lines = [*map(_told, mended), *_lines(found, wrong)]
    return Answer(data, lines, REFUSED if wrong else DONE)


def _lines(found: list[HealthFinding], wrong: int) -> list[str]:
    words = {"ok": t("fine"), "warning": t("WARNING"), "wrong": t("WRONG")}
    width = max(len(word) for word in words.values())
    total = plural("{n} thing is wrong.", "{n} things are wrong.", wrong) if wrong else t("Nothing is wrong.")
    return [*(f"{words[one.gravity]:<{width}}  {t(one.message, **one.facts)}" for one in found), total]


def _told(one: MendTried) -> str:
    return tell(one.failed) if one.failed else t("Mended: {path}", path=one.mend.path)


def _as_json(one: HealthFinding) -> _FindingTold:
    return {
        "check": one.check,
        "verdict": one.gravity,
        "text": t(one.message, **one.facts),
        "facts": one.facts,
    }

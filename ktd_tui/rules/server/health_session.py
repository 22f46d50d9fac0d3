"""Judges the surroundings of a session: terminal, letters, Python, packages, fonts."""

from collections.abc import Iterator

from ktd_tui.i18n import N_
from ktd_tui.rules.server.health import HealthFinding, SessionFacts, fine, warning, wrong

COLUMNS, ROWS = 80, 24
PYTHON = 3, 11
CODE_LOADING = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONUSERBASE", "PYTHONINSPECT")


def judge_terminal(session: SessionFacts) -> Iterator[HealthFinding]:
    """Judge TERM and the window."""
    term = session.environment.get("TERM", "")
    if session.size is None:
        yield fine("terminal", N_("No terminal here: its size and TERM were not looked at."))
        return
    if term in ("", "dumb"):
        yield wrong(
            "terminal", N_("TERM is “{term}”: no screens. Mend: export TERM=xterm-256color"), term=term
        )
    else:
        yield fine("terminal", N_("TERM is “{term}”."), term=term)
    columns, rows = session.size
    facts = {"columns": columns, "rows": rows}
    if columns < COLUMNS or rows < ROWS:
        yield wrong(
            "window", N_("The window has {columns}×{rows} characters, fewer than 80×24. Enlarge it."), **facts
        )
    else:
        yield fine("window", N_("The window has {columns}×{rows} characters."), **facts)
    if session.environment.get("COLORTERM"):
        yield fine("colours", N_("The terminal announces all colours (COLORTERM)."))
    else:
        yield fine("colours", N_("COLORTERM is not set: up to 256 colours are used, which is enough."))


def judge_letters(session: SessionFacts) -> Iterator[HealthFinding]:
    """Judge the encoding: a locale that is not UTF-8, Python's variables that undo UTF-8."""
    variables = session.environment
    locale = variables.get("LC_ALL") or variables.get("LC_CTYPE") or variables.get("LANG") or ""
    encoding = locale.partition(".")[2].partition("@")[0]
    if encoding and not _utf8(encoding):
        message = N_("The locale is “{locale}”, not UTF-8. Mend: LANG=C.UTF-8 (on your computer, too)")
        yield warning("locale", message, locale=locale)
    else:
        yield fine("locale", N_("The locale (“{locale}”) does not hinder Vietnamese letters."), locale=locale)
    asked = variables.get("PYTHONIOENCODING", "").partition(":")[0]
    if (asked and not _utf8(asked)) or variables.get("PYTHONUTF8") == "0":
        message = N_("PYTHONIOENCODING or PYTHONUTF8 asks for another encoding than UTF-8. Mend: unset both.")
        yield warning("encoding", message)


def _utf8(encoding: str) -> bool:
    return encoding.lower().replace("-", "") == "utf8"


def judge_variables(session: SessionFacts) -> HealthFinding:
    """Judge variables that make Python or Textual load code."""
    risky = [name for name in CODE_LOADING if name in session.environment]
    risky += sorted(name for name in session.environment if name.startswith("TEXTUAL_"))
    if session.isolated:
        risky = [name for name in risky if not name.startswith("PYTHON")]
    if risky:
        message = N_(
            "Variables that load code are set: {names}. Mend: take them out of AcceptEnv and the profile."
        )
        return warning("variables", message, names=", ".join(risky))
    return fine("variables", N_("No variable loads code."))


def judge_packages(session: SessionFacts) -> Iterator[HealthFinding]:
    """Judge Python and the packages against what ktd asks for."""
    version = ".".join(map(str, session.python))
    if session.python < PYTHON:
        yield wrong("python", N_("Python is {version}; ktd needs 3.11 or newer."), version=version)
    else:
        yield fine("python", N_("Python is {version}."), version=version)
    unfit = [
        f"{name} {installed or '–'} ({asked})"
        for name, (asked, installed) in session.packages.items()
        if not fits(installed, asked)
    ]
    if unfit:
        message = N_(
            "Packages of another version than ktd was tested with: {names}. "
            "Mend: pip install -c constraints.txt ."
        )
        yield wrong("packages", message, names=", ".join(unfit))
    else:
        yield fine("packages", N_("The packages have the versions that ktd asks for."))


def fits(version: str, asked: str) -> bool:
    """Tell whether a version lies within bounds such as ``>=8.2,<8.3``; an empty one is missing."""
    from packaging.specifiers import SpecifierSet
    from packaging.version import InvalidVersion

    try:
        return bool(version) and SpecifierSet(asked).contains(version, prereleases=True)
    except InvalidVersion:
        return False


def judge_tools(session: SessionFacts) -> Iterator[HealthFinding]:
    """Judge the papers' face, and tmux."""
    name, is_decree_face = session.face
    if is_decree_face:
        yield fine("fonts", N_("Papers are set in {name}."), name=name)
    else:
        message = N_(
            "Papers are set in {name}, not in a face of the decree's widths. "
            "Mend: apt install fonts-liberation2"
        )
        yield warning("fonts", message, name=name)
    if session.tmux:
        yield fine("tmux", N_("tmux is installed."))
    else:
        yield fine("tmux", N_("tmux is not installed; ktd does not need it."))

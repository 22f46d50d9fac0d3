"""Tells which variables of a client would load code, lead to other data, or say who one is."""

from collections.abc import Iterable
from fnmatch import fnmatchcase

FAMILIES = ("PYTHON", "LD_", "TEXTUAL_", "KTD_", "SUDO_", "XDG_", "BASH_", "TERMINFO")
NAMES = ("PATH", "ENV", "HOME", "IFS", "PS4", "SHELL", "SHELLOPTS", "USER", "LOGNAME", "TMPDIR", "GCONV_PATH")
EXAMPLES = (
    *NAMES,
    "PYTHONPATH",
    "LD_PRELOAD",
    "TEXTUAL_DRIVER",
    "KTD_DATA",
    "SUDO_UID",
    "XDG_CONFIG_HOME",
    "BASH_ENV",
)


LOADING = ("LD_", "BASH_ENV", "TEXTUAL_", "PYTHON")
HARMLESS = ("PYTHONUTF8", "PYTHONIOENCODING")


def loads_code(name: str) -> bool:
    """Tell whether a variable makes a program load code, whoever set it."""
    return name.startswith(LOADING) and name not in HARMLESS


def dangerous(patterns: Iterable[str]) -> list[str]:
    """Return those of sshd's or sudo's patterns that let such a variable in."""
    return [p for p in patterns if p.startswith(FAMILIES) or any(fnmatchcase(name, p) for name in EXAMPLES)]

"""What a check or a repair found."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from ktd_tui.errors import KtdError


class Severity(StrEnum):
    """How bad a finding is: something is wrong, or something should be known."""

    PROBLEM = "problem"
    NOTICE = "notice"


class Finding(NamedTuple):
    """One sentence: a msgid and its facts."""

    severity: Severity
    message: str
    facts: Mapping[str, object]


class Report(NamedTuple):
    """The whole result.

    Attributes:
        counts: Records by table, archives included.
        seq: The number of the last commit; None where the data cannot be read.
    """

    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    seq: int | None

    @property
    def problems(self) -> int:
        """How many findings are problems."""
        return sum(f.severity is Severity.PROBLEM for f in self.findings)


def problem(message: str, **facts: object) -> Finding:
    """Return a finding that says what is wrong."""
    return Finding(Severity.PROBLEM, message, facts)


def notice(message: str, **facts: object) -> Finding:
    """Return a finding that should be known."""
    return Finding(Severity.NOTICE, message, facts)


def problem_of(error: KtdError) -> Finding:
    """Return what an error says as a finding."""
    return Finding(Severity.PROBLEM, error.message, error.facts)

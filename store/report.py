"""The report of a check or a repair."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from ktd_tui.errors import KtdError


class Severity(StrEnum):
    """How bad a finding is: something is wrong, or something should be known."""

    PROBLEM = "problem"
    NOTICE = "notice"


class DataFinding(NamedTuple):
    """One sentence of the report: a msgid and its facts."""

    severity: Severity
    message: str
    facts: Mapping[str, object]


class Report(NamedTuple):
    """All findings, and what the data holds.

    Attributes:
        counts: Records by table, archives included.
        seq: The number of the last commit; None where the data cannot be read.
    """

    findings: tuple[DataFinding, ...]
    counts: Mapping[str, int]
    seq: int | None

    @property
    def problems(self) -> int:
        """How many findings are problems."""
        return sum(f.severity is Severity.PROBLEM for f in self.findings)


def problem(message: str, **facts: object) -> DataFinding:
    """Return a finding that says what is wrong."""
    return DataFinding(Severity.PROBLEM, message, facts)


def notice(message: str, **facts: object) -> DataFinding:
    """Return a finding that does no harm, but should be known."""
    return DataFinding(Severity.NOTICE, message, facts)


def problem_of(error: KtdError) -> DataFinding:
    """Return a finding with the sentence of an error."""
    return DataFinding(Severity.PROBLEM, error.message, error.facts)

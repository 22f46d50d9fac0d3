"""What is found out of a file: whose paper it is, what speaks for it and what does not."""

from collections.abc import Mapping
from typing import NamedTuple

from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.i18n import t
from ktd_tui.operations.desk import NOTHING


class Finding(NamedTuple):
    """One thing that was found out.

    Attributes:
        good: It speaks for the paper.
        message: A msgid with ``facts``.
        lines: What differs, line by line.
    """

    good: bool
    message: str
    facts: Mapping[str, object] = NOTHING
    lines: tuple[str, ...] = ()


class Verdict(NamedTuple):
    """What became of a file.

    Attributes:
        of: The sealed version it claims to be; None where the register has none.
    """

    of: SealedPaper | None
    findings: tuple[Finding, ...]

    @property
    def agrees(self) -> bool:
        """Whether file and data are as they were sealed."""
        return self.of is not None and all(finding.good for finding in self.findings)


def verdict_lines(verdict: Verdict) -> list[str]:
    """Say a verdict, a line each: whose paper it is, what was found, what differs."""
    lines = [verdict.of.title] if verdict.of else []
    for finding in verdict.findings:
        lines.append(f"{'✓' if finding.good else '✗'} {t(finding.message, **finding.facts)}")
        lines += [f"  {line}" for line in finding.lines]
    return lines

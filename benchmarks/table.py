"""One row of the table of measurements, and how a measurement of its own says its rows."""

import argparse
import os
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import NamedTuple

HEAD = f"{'what':62}{'figure':>10} {'unit':9}{'target':>9}  met"


class Row(NamedTuple):
    """A figure beside its target: at most that, or at least; no target where it only tells."""

    what: str
    figure: float
    unit: str
    target: float | None = None
    at_least: bool = False

    @property
    def met(self) -> str:
        """Return «yes», «NO», or nothing where nothing is aimed at."""
        if self.target is None:
            return ""
        within = self.figure >= self.target if self.at_least else self.figure <= self.target
        return "yes" if within else "NO"

    def line(self) -> str:
        """Return the row as the table shows it."""
        sign = "≥" if self.at_least else "≤"
        target = "" if self.target is None else f"{sign} {self.target:g}"
        return f"{self.what:62}{_number(self.figure):>10} {self.unit:9}{target:>9}  {self.met}".rstrip()


def _number(figure: float) -> str:
    return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:,.2f}"  # noqa: PLR2004  # two digits say it


def say(rows: Callable[[bool], Iterable[Row]]) -> None:
    """Be the command of one measurement: print its rows; ``--quick`` measures less of everything."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--quick", action="store_true", help="fewer rounds: figures to look at, not to judge by"
    )
    for row in rows(parser.parse_args().quick):
        print(row.line(), flush=True)


def median(figures: Iterable[float]) -> float:
    """Return the middle one."""
    return statistics.median(figures)


def percentile(figures: Iterable[float], share: float) -> float:
    """Return the figure that this share of them does not exceed."""
    ordered = sorted(figures)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def columns(runs: Sequence[Sequence[float]]) -> list[float]:
    """Return the median of each column."""
    return [median(column) for column in zip(*runs, strict=True)]


@contextmanager
def compiled() -> Iterator[str]:
    """Have the processes started within find compiled modules, as pip leaves them; yield a folder."""
    with TemporaryDirectory() as folder:
        # Out of the source tree, whatever this shell says.
        os.environ["PYTHONPYCACHEPREFIX"] = f"{folder}/pyc"
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        yield folder

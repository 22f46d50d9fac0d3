"""The only clock. Everything else is handed its time."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

Clock = Callable[[], datetime]
"""Returns the present instant in UTC."""

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Asia/Ho_Chi_Minh has been UTC+7 without daylight saving since 1975; no time-zone data needed."""


def now() -> datetime:
    """Return the present instant, to the second, in UTC."""
    return datetime.now(UTC).replace(microsecond=0)  # noqa: TID251  # this is the clock


class SetClock:
    """A clock that is set, and goes on from there at the pace of another: for a rehearsal."""

    def __init__(self, at: datetime | None = None, clock: Clock = now) -> None:
        self._clock = clock
        self._ahead = timedelta()
        if at is not None:
            self.set(at)

    def __call__(self) -> datetime:
        """Return the instant that it shows, in UTC."""
        return self._clock() + self._ahead

    def set(self, at: datetime) -> None:
        """Show ``at`` from now on."""
        self._ahead = at.astimezone(UTC) - self._clock()


def local(instant: datetime) -> datetime:
    """Return ``instant`` as a Vietnamese wall clock shows it."""
    return instant.astimezone(VIETNAM)


def local_date(instant: datetime) -> date:
    """Return the Vietnamese calendar date of ``instant``."""
    return local(instant).date()

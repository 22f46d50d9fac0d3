"""The only clock. Everything else is handed its time."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from io import BytesIO

Clock = Callable[[], datetime]
"""Returns the present instant in UTC."""

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Asia/Ho_Chi_Minh has been UTC+7 without daylight saving since 1975; no time-zone data needed."""

ZIPS_FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest that a ZIP file can tell."""


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


class WritingClock:
    """The clock of who writes a meeting up: the real one, or an hour of the notebook while that is set.

    Set, it stands in its minute, so that several lines of one hour stay at that hour; their seconds go on, so
    that what happens in the minute keeps its order.

    Attributes:
        real: The clock behind it.
        hour: The instant that was set; None: the real clock is shown.
    """

    def __init__(self, real: Clock) -> None:
        self.real = real
        self.hour: datetime | None = None
        self._since = real()

    def __call__(self) -> datetime:
        """Return the instant that it shows, in UTC."""
        if self.hour is None:
            return self.real()
        left = timedelta(seconds=59 - self.hour.second)
        return self.hour + min(max(self.real() - self._since, timedelta()), left)

    def set(self, at: datetime | None) -> None:
        """Show the minute of ``at`` from now on; None: the real clock again."""
        self._since = self.real()
        self.hour = at.astimezone(UTC) if at else None


def local(instant: datetime) -> datetime:
    """Return ``instant`` as a Vietnamese wall clock shows it."""
    return instant.astimezone(VIETNAM)


@lru_cache(maxsize=4096)
def local_date(instant: datetime) -> date:
    """Return the Vietnamese calendar date of ``instant``."""
    return local(instant).date()


def packed_at(file: BytesIO, at: datetime) -> bytes:
    """Return a ZIP file (an office file is one) whose parts tell ``at``, not the hour of their making."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    stamp, again = max(at, ZIPS_FIRST_DAY).timetuple()[:6], BytesIO()
    with ZipFile(file) as made, ZipFile(again, "w", ZIP_DEFLATED) as packed:
        for name in made.namelist():
            packed.writestr(ZipInfo(name, stamp), made.read(name), ZIP_DEFLATED)
    return again.getvalue()

"""Judges the database in which the data lies: that it answers, keeps what it took, what ktd may do."""

from collections.abc import Iterator
from typing import NamedTuple

from ktd_tui.i18n import N_
from ktd_tui.rules.server.health import HealthFinding, fine, warning, wrong

CHECK = "database"
MB = 2**20


class DatabaseFacts(NamedTuple):
    """What a database says of itself.

    Attributes:
        refusal: Why it could not be asked; empty where it could.
        where: How it is called.
        standby: It only follows another one.
        durable: What it acknowledges is on its disk.
        owns: The role as which ktd works may change tables.
        standbys: How many follow it now; 0 also where one may not see them.
        size: Bytes.
        commits: Its ``synchronous_commit``.
    """

    refusal: str
    where: str = ""
    standby: bool = False
    durable: bool = False
    owns: bool = False
    standbys: int = 0
    size: int = 0
    commits: str = ""


def judge_database(facts: DatabaseFacts) -> Iterator[HealthFinding]:
    """Judge a database."""
    if facts.refusal:
        yield wrong(CHECK, N_("The database cannot be used: {reason}"), reason=facts.refusal)
        return
    yield fine(
        CHECK, N_("The database {where} answers ({size} MB)."), where=facts.where, size=facts.size // MB
    )
    if facts.standby:
        yield warning(
            CHECK, N_("{where} only follows another database: here nothing can be saved."), where=facts.where
        )
    if facts.durable:
        yield fine(
            CHECK,
            N_("What the database acknowledges is on its disk (synchronous_commit = {value})."),
            value=facts.commits,
        )
    else:
        yield wrong(
            CHECK,
            N_(
                "The database acknowledges before it is on the disk. "
                "Mend in postgresql.conf: fsync = on, synchronous_commit = on"
            ),
        )
    if facts.owns:
        yield warning(
            CHECK,
            N_(
                "ktd's role in the database may change tables. "
                "Mend: ktd database URL --sessions ROLE, and use ROLE"
            ),
        )
    else:
        yield fine(CHECK, N_("ktd's role in the database changes records, no tables."))

"""The checks of ``ktd doctor``: facts are gathered, then judged; nothing is changed."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ktd_tui.clock import Clock, local_date
from ktd_tui.operations.server.holders import holder_facts, why_not_opened
from ktd_tui.operations.server.logging_in import server_facts, strays_of
from ktd_tui.operations.server.machine import account_facts, session_facts
from ktd_tui.operations.server.program import program_facts
from ktd_tui.rules.server import health_data, health_session
from ktd_tui.rules.server.health import (
    AccountFacts,
    DataFacts,
    HealthFinding,
    HolderFacts,
    Model,
    ProgramFacts,
    ServerFacts,
    SessionFacts,
    model_of,
)
from ktd_tui.rules.server.health_command import judge_command
from ktd_tui.rules.server.health_database import DatabaseFacts, judge_database
from ktd_tui.rules.server.health_door import judge_door, judge_rights
from ktd_tui.rules.server.health_fetch import judge_fetch
from ktd_tui.rules.server.health_files import judge_files
from ktd_tui.rules.server.health_login import judge_sshd
from ktd_tui.rules.server.health_papers import judge_papers
from ktd_tui.rules.server.health_person import judge_person
from ktd_tui.rules.server.health_program import judge_program
from ktd_tui.rules.server.health_roles import judge_roles
from ktd_tui.rules.server.health_sudo import judge_sudo
from store.care.vitals import data_facts, database_vitals
from store.directory import NETWORK


class Facts(NamedTuple):
    """All facts that are judged."""

    data: DataFacts
    accounts: AccountFacts
    session: SessionFacts
    server: ServerFacts
    now: datetime
    holders: tuple[HolderFacts, ...] | None = None
    program: ProgramFacts = ProgramFacts()
    database: DatabaseFacts | None = None
    why_not_opened: str | None = None


def examine(directory: Path, user: str, clock: Clock) -> list[HealthFinding]:
    """Examine data, accounts, this session, sshd and sudo.

    Args:
        user: Whose log-in sshd and sudo are asked about; empty: whoever seems right.
        clock: Says what time it is.
    """
    data = data_facts(directory)
    server = server_facts(user, data.root)
    holders = holder_facts(directory, local_date(clock())) if data.begun else None
    if holders and server.whole:
        colleagues = (h.account for h in holders if not h.ended and h.now_uid == h.uid)
        server = server._replace(strays=strays_of(server, colleagues))
    accounts = account_facts()
    shared = model_of(data, accounts) is not Model.PRIVATE
    started = [Path(path) for path, file in server.files.items() if file and Path(path).name == "ktd"]
    program = program_facts(started) if shared else ProgramFacts()
    database = database_vitals(directory)
    told = database is not None and database.refusal  # no damage, and nothing that a repair mends
    refused = why_not_opened(directory) if data.begun and not told else None
    facts = Facts(data, accounts, session_facts(), server, clock(), holders, program, database, refused)
    return list(judge(facts))


def judge(facts: Facts) -> Iterator[HealthFinding]:
    """Yield all findings, in the order in which an administrator sets up a server."""
    data, accounts = facts.data, facts.accounts
    model = model_of(data, accounts)
    yield from health_data.judge_model(model, accounts)
    yield health_data.judge_settings(model, accounts)
    yield from health_data.judge_directory(data, model, accounts)
    if data.root is not None:
        yield health_data.judge_above(data, model)
        yield from health_data.judge_disk(data, NETWORK, model)
        yield from judge_files(data, model, accounts)
        if facts.why_not_opened is not None:
            yield health_data.judge_opening(facts.why_not_opened)
        yield health_data.judge_backup(data, local_date(facts.now))
        if model is not Model.PRIVATE:
            yield health_data.judge_copy(data, local_date(facts.now))
        yield health_data.judge_clock(data, facts.now)
    if facts.database is not None:
        yield from judge_database(facts.database)
    yield from judge_program(facts.program)
    yield from judge_papers(data, model, accounts, facts.server)
    if facts.holders is not None:
        yield from judge_roles(facts.holders, model, facts.server.user)
    yield from judge_sshd(facts.server, model)
    yield from judge_person(facts.server, model)
    yield from judge_door(facts.server, model)
    yield from judge_rights(facts.server, model, accounts)
    yield from judge_command(facts.server, model, accounts.service, data.directory)
    yield from judge_fetch(facts.server, model, accounts.fetch)
    yield from judge_sudo(facts.server, model, accounts)
    yield from health_session.judge_packages(facts.session)
    yield from health_session.judge_letters(facts.session)
    yield health_session.judge_variables(facts.session)
    yield from health_session.judge_terminal(facts.session)
    yield from health_session.judge_tools(facts.session)

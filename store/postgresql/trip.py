"""Statements that the server has prepared, several in one way to it and back: the driver's pipeline, by hand.

Its cursors take longer for a commit than the server does. Between sending and receiving one can work.
"""

from collections.abc import Iterable, Sequence
from select import POLLIN, POLLOUT, poll
from typing import Any, NamedTuple

import psycopg
from psycopg.errors import lookup
from psycopg.pq import DiagnosticField, ExecStatus
from psycopg.pq.abc import PGconn, PGresult

Connection = psycopg.Connection[tuple[Any, ...]]


class Statement(NamedTuple):
    """One that is prepared, and what it is called."""

    name: bytes
    text: bytes


Step = tuple[Statement, Sequence[bytes | None]]
"""A statement with what fills its places."""


def have_prepared(connection: Connection, statements: Iterable[Statement]) -> None:
    """Have statements prepared.

    Raises:
        psycopg.Error: The server refused one; or the line is cut.
    """
    pgconn = connection.pgconn
    try:
        pgconn.enter_pipeline_mode()
        for statement in statements:
            pgconn.send_prepare(statement.name, statement.text)
        pgconn.pipeline_sync()
    except BaseException:
        connection.close()
        raise
    receive(connection)


def send(connection: Connection, steps: Iterable[Step]) -> None:
    """Send steps, of which each is done if those before it were; ``receive`` must follow.

    Raises:
        psycopg.Error: The line is cut.
    """
    pgconn = connection.pgconn
    try:
        pgconn.enter_pipeline_mode()
        for statement, values in steps:
            pgconn.send_query_prepared(statement.name, values)
        pgconn.pipeline_sync()
        pgconn.flush()
    except BaseException:
        connection.close()
        raise


def receive(connection: Connection) -> PGresult:
    """Return what the last step gives.

    Raises:
        psycopg.Error: The server refused a step, and did none of those after it; or the line is cut.
    """
    pgconn, line = connection.pgconn, poll()
    line.register(pgconn.socket, POLLIN)
    last = refused = None
    try:
        while pgconn.flush():
            line.modify(pgconn.socket, POLLIN | POLLOUT)
            if line.poll()[0][1] & ~POLLOUT:
                pgconn.consume_input()
        line.modify(pgconn.socket, POLLIN)
        while (found := _result(pgconn, line)).status != ExecStatus.PIPELINE_SYNC:
            last, refused = found, refused or (found if found.status == ExecStatus.FATAL_ERROR else None)
        pgconn.exit_pipeline_mode()
    except BaseException as error:  # what was asked stays without its answer: no other can be told from it
        connection.close()
        if refused is not None and isinstance(error, psycopg.OperationalError):
            raise _refusal(refused) from error  # why the server ended the line
        raise
    if refused is not None or last is None:
        raise _refusal(refused)
    return last


def _result(pgconn: PGconn, line: poll) -> PGresult:
    while True:
        while pgconn.is_busy():
            line.poll()
            pgconn.consume_input()
        if (found := pgconn.get_result()) is not None:  # None stands between the answers of two steps
            return found


def _refusal(result: PGresult | None) -> psycopg.Error:
    state = result.error_field(DiagnosticField.SQLSTATE) if result is not None else None
    says = result.get_error_message() if result is not None else "no answer"
    return (lookup(state.decode()) if state else psycopg.OperationalError)(says)

"""Writes a commit as rows, within the transaction that the caller holds."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson
import psycopg

from store.contract import Commit
from store.engine.history_reader import commit_of
from store.shared.file_format import Tables
from store.shared.state import Op

Row = tuple[Any, ...]
COMMIT = """insert into ktd.commits (seq, at, uid, account, session, why, facts, undoes, final, ops, was)
    values (%(seq)s, %(t)s, %(uid)s, %(user)s, %(session)s, %(why)s, %(facts)s, %(undoes)s, %(final)s,
    %(ops)s, %(was)s)"""
COMMIT_WHERE_NONE = f"{COMMIT} on conflict do nothing"
EXCHANGE = """insert into ktd.commits (seq, at, uid, account, session, why, final)
    values (%(seq)s, %(t)s, %(uid)s, %(user)s, %(session)s, '', false)
    on conflict do nothing"""
PUT = """insert into ktd.documents (kind, number, id, content)
    select kind, number, id, content::json from
    unnest(%s::text[], %s::bigint[], %s::text[], %s::text[]) as new (kind, number, id, content)
    on conflict (kind, number) do update set id = excluded.id, content = excluded.content"""
REMOVE = """delete from ktd.documents using unnest(%s::text[], %s::bigint[]) as gone (kind, number)
    where documents.kind = gone.kind and documents.number = gone.number"""
TELL = "select pg_notify('ktd', ''), set_config('synchronous_commit', 'off', true)"
"""The last of a transaction: who listens is told, and its end waits for no disk, so that others can go on."""
FLUSH = "select pg_logical_emit_message(true, 'ktd', '')"
"""A transaction of its own that says nothing: when it has ended, all before it is on the disk, and where the
server is set so on the standby's."""
PAGE = """select seq, at, uid, account, session, why, facts, undoes, final, ops, was from ktd.commits
    where seq > %(since)s and ops is not null
    and (%(about)s = '' or position(%(about)s in ops::text) > 0 or position(%(about)s in was::text) > 0)
    order by seq limit %(most)s"""


def in_json(content: object) -> str:
    """Return a value as the text of its JSON.

    Raises:
        TypeError: It is none: half a surrogate pair, a number beyond 64 bits.
    """
    return orjson.dumps(content, option=orjson.OPT_NON_STR_KEYS).decode()


def commit_row(line: Mapping[str, Any]) -> dict[str, object]:
    """Return a commit's row, from what a line of a journal holds.

    Raises:
        TypeError: A value is not JSON.
    """
    facts = line.get("facts")
    return {
        **{name: line[name] for name in ("seq", "t", "uid", "user")},
        "session": line.get("session", ""),
        "why": line["why"],
        "facts": in_json(facts) if facts else None,
        "undoes": line.get("undoes"),
        "final": line.get("final", False),
        "ops": in_json(line["ops"]),
        "was": in_json(line["was"]),
    }


def write_ops(connection: psycopg.Connection[Row], ops: Iterable[Op]) -> None:
    """Bring the documents to where a commit leaves them."""
    put = [(op[1], op[2], op[3].get("id"), in_json(op[3])) for op in ops if len(op) == 4]  # noqa: PLR2004  # a put
    gone = [(op[1], op[2]) for op in ops if op[0] == "del"]
    if put:
        connection.execute(PUT, [list(column) for column in zip(*put, strict=True)])
    if gone:
        connection.execute(REMOVE, [list(column) for column in zip(*gone, strict=True)])


def write_all(connection: psycopg.Connection[Row], tables: Tables) -> None:
    """Put these documents in the place of all others."""
    connection.execute("delete from ktd.documents")
    with (
        connection.cursor() as cursor,
        cursor.copy("copy ktd.documents (kind, number, id, content) from stdin") as copy,
    ):
        for kind, documents in tables.items():
            for number, document in documents.items():
                record_id = document.get("id")
                copy.write_row(
                    (kind, int(number), record_id if isinstance(record_id, str) else None, in_json(document))
                )


def commits_in(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Yield commits as lines of a journal hold them."""
    for seq, at, uid, user, session, why, facts, undoes, final, ops, was in rows:
        more = {"facts": facts, "undoes": undoes, "final": final}
        yield {
            "seq": seq,
            "t": at.isoformat(),
            "uid": uid,
            "user": user,
            "session": session,
            "why": why,
            **{name: value for name, value in more.items() if value},
            "ops": ops,
            "was": was,
        }


def commits_of(rows: Iterable[Row]) -> Iterator[Commit]:
    """Yield commits as the history tells them."""
    return map(commit_of, commits_in(rows))

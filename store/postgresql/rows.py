"""A commit as rows: the statements that read and write them, within the transaction that the caller holds."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

import orjson
import psycopg
from psycopg.pq.abc import PGresult

from store.contract import Commit
from store.engine.history_reader import commit_about
from store.postgresql.trip import Statement, Step
from store.shared.file_format import Tables

Row = tuple[Any, ...]
COMMIT = """insert into ktd.commits (seq, at, uid, account, session, why, facts, undoes, final, ops, was)
    values (%(seq)s, %(t)s, %(uid)s, %(user)s, %(session)s, %(why)s, %(facts)s, %(undoes)s, %(final)s,
    %(ops)s, %(was)s)"""
COMMIT_WHERE_NONE = f"{COMMIT} on conflict do nothing"
EXCHANGE = """insert into ktd.commits (seq, at, uid, account, session, why, final)
    values (%(seq)s, %(t)s, %(uid)s, %(user)s, %(session)s, '', false)
    on conflict do nothing"""
BEGIN = Statement(b"ktd_begin", b"begin")
LOCK = Statement(b"ktd_lock", b"select pg_advisory_xact_lock(hashtext('ktd'), 0)")
NEW = Statement(
    b"ktd_new",
    b"""select seq, session, ops from ktd.commits
    where seq > $1 and seq < 9223372036854775807 order by seq""",
)
"""Of the newest commits both ends are named: with one alone the server would guess at a third of all, and
read all of them."""
WRITE = Statement(
    b"ktd_write",
    b"""insert into ktd.commits (seq, at, uid, account, session, why, facts, undoes, final, ops, was)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""",
)
PUT = Statement(
    b"ktd_put",
    b"""insert into ktd.documents (kind, number, id, content) values ($1, $2, $3::json->>'id', $3)
    on conflict (kind, number) do update set id = excluded.id, content = excluded.content""",
)
"""One document: of most commits the only one, and a third of the time that ``PUT_ALL`` takes for it."""
PUT_ALL = Statement(
    b"ktd_put_all",
    b"""with op as (
    select op->>0 as what, op->>1 as kind, (op->>2)::bigint as number, op->3 as content
    from json_array_elements($1) as op
), put as (
    insert into ktd.documents (kind, number, id, content)
    select kind, number, content->>'id', content from op where what = 'put'
    on conflict (kind, number) do update set id = excluded.id, content = excluded.content
) delete from ktd.documents using op
    where what = 'del' and documents.kind = op.kind and documents.number = op.number""",
)
TELL = Statement(b"ktd_tell", b"notify ktd")
END = Statement(b"ktd_end", b"commit")
LATER = Statement(b"ktd_later", b"set local synchronous_commit = off")
"""The end of the transaction waits for no disk, so that others can go on."""
FLUSH = Statement(b"ktd_flush", b"select pg_logical_emit_message(true, 'ktd', '')")
"""A transaction of its own that says nothing: when it has ended, all before it is on the disk, and where the
server is set so on the standby's."""
PREPARED = (BEGIN, LOCK, NEW, WRITE, PUT, PUT_ALL, TELL, END, LATER, FLUSH)
"""What the server prepares once for each line."""
PAGE = """select seq, at, uid, account, session, why, facts, undoes, final, ops, was from ktd.commits
    where seq > %(since)s and ops is not null
    order by seq limit %(most)s"""

PAGE_BACK = """select seq, at, uid, account, session, why, facts, undoes, final, ops, was from ktd.commits
    where seq < %(before)s and ops is not null and (%(by)s::bigint is null or uid = %(by)s)
    and (not %(undoing)s or undoes is not null)
    and (not %(deleting)s or position('["del"' in ops::text) > 0)
    and (%(of)s::text is null or position(%(of)s in ops::text) > 0 or position(%(of)s in was::text) > 0)
    order by seq desc limit %(most)s"""
AT_FIRST = {"most": 20, "before": 2**63 - 1}
"""What asks for the newest of them, no more than a step needs."""


def in_json(content: object) -> str:
    """Return a value as the text of its JSON.

    Raises:
        TypeError: It is none: half a surrogate pair, a number beyond 64 bits.
    """
    return _dumped(content).decode()


def _dumped(content: object) -> bytes:
    return orjson.dumps(content, option=orjson.OPT_NON_STR_KEYS)


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


def writing_steps(content: Mapping[str, Any]) -> list[Step]:
    """Return what writes a commit and its documents.

    Args:
        content: What a line of a journal holds, but its time is one.

    Raises:
        TypeError: A value is not JSON.
        UnicodeEncodeError: A text is no Unicode.
    """
    ops, facts, undoes = content["ops"], content.get("facts"), content.get("undoes")
    all_of_them = _dumped(ops)
    values = [
        b"%d" % content["seq"],
        content["t"].isoformat().encode(),
        b"%d" % content["uid"],
        *(content[name].encode() for name in ("user", "session", "why")),
        _dumped(facts) if facts else None,
        None if undoes is None else b"%d" % undoes,
        b"true" if content.get("final") else b"false",
        all_of_them,
        _dumped(content["was"]),
    ]
    if len(ops) == 1 and ops[0][0] == "put":
        _, kind, number, document = ops[0]
        return [(WRITE, values), (PUT, [kind.encode(), b"%d" % number, _dumped(document)])]
    return [(WRITE, values), (PUT_ALL, [all_of_them])]


def ending_steps(*, crowded: bool) -> list[Step]:
    """Return what ends a transaction.

    Alone one waits for the disk where one commits, which is one sync. In a crowd the lock is let go before,
    and one sync serves many.

    Args:
        crowded: Others are writing, too.
    """
    return [(one, ()) for one in ((TELL, LATER, END, FLUSH) if crowded else (TELL, END))]


def newest(found: PGresult) -> list[Row]:
    """Return the rows that ``NEW`` gives."""
    rows = ([found.get_value(at, column) or b"" for column in range(3)] for at in range(found.ntuples))
    return [(int(seq), session.decode(), orjson.loads(ops) if ops else None) for seq, session, ops in rows]


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


def commits_of(
    rows: Iterable[Row], record_id: str | None = None, *, deleting: bool = False
) -> Iterator[Commit]:
    """Yield commits as the history tells them; with a record those that touched it, see ``commit_about``."""
    lines = commits_in(rows)
    return chain.from_iterable(commit_about(line, record_id, deleting=deleting) for line in lines)

"""The tables of a database, who may do what with them, and the views that an office's own SQL reads."""

import psycopg
from psycopg import sql

from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from store.shared.file_format import SCHEMA, NotOurs

TABLES = """
create schema ktd;
create table ktd.about (form integer not null);
create table ktd.commits (
    seq bigint primary key, at timestamptz not null, uid bigint not null, account text not null,
    session text not null, why text not null, facts json, undoes bigint, final boolean not null,
    ops json, was json);
create table ktd.documents (
    kind text not null, number bigint not null, id text, content json not null, primary key (kind, number));
create table ktd.archives (name text primary key, sha256 text not null, content bytea not null);
create table ktd.marks (
    id text primary key, number integer generated always as identity, room text not null,
    content text not null default '', at timestamptz not null default now());
create table ktd.notices (name text primary key, content bytea not null);
create table ktd.refusals (at timestamptz not null, account text not null);
comment on table ktd.commits is 'a commit a row: the history; ops is null where all was exchanged';
comment on table ktd.documents is 'every record as of the last commit; json keeps the order of its fields';
comment on table ktd.archives is 'closed years: name, SHA-256, a TinyDB file each';
create schema ktd_views;
"""
LATER = """
create table if not exists ktd.papers (name text primary key, sha256 text not null, content bytea not null);
comment on table ktd.papers is 'sealed papers and what came back of them: place, SHA-256, PDF';
create table if not exists ktd.drafts (owner text primary key, turn bigint not null, content bytea not null);
comment on table ktd.drafts is 'what each person has half typed, by account number; no part of the history';
"""
"""What came to the tables since the first ktd that made them."""
WORKED_ON = "ktd.documents, ktd.archives, ktd.papers, ktd.drafts, ktd.marks, ktd.notices, ktd.refusals"


def form_in(connection: "psycopg.Connection[tuple[object, ...]]") -> int | None:
    """Return the form of ktd's tables in a database; None where there are none."""
    there = connection.execute("select to_regclass('ktd.about')").fetchone()
    if there is None or there[0] is None:
        return None
    found = connection.execute("select form from ktd.about").fetchone()
    return int(str(found[0])) if found else None


def lacks_tables(connection: "psycopg.Connection[tuple[object, ...]]") -> bool:
    """Tell whether there are tables of ktd, but not all that this one works with: an older ktd made them."""
    there = connection.execute(
        "select to_regclass('ktd.about'), to_regclass('ktd.papers'), to_regclass('ktd.drafts')"
    ).fetchone()
    return there is not None and there[0] is not None and None in there


def make_tables(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    """Make ktd's tables and views, or what they lack, at once; two at the same time hinder each other not.

    Raises:
        psycopg.Error: The role may not, or the database does not answer.
    """
    with connection.transaction():
        connection.execute("select pg_advisory_xact_lock(hashtext('ktd'), 0)")
        if form_in(connection) is None:
            connection.execute(TABLES)
            connection.execute("insert into ktd.about values (%s)", [SCHEMA])
        connection.execute(LATER)
        _make_views(connection)


def _make_views(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    from store.models import models

    for table in models():
        connection.execute(
            sql.SQL(
                "create or replace view ktd_views.{view} as select id, (content->>'rev')::integer as rev,"
                " content::jsonb as record from ktd.documents where kind = {kind}"
            ).format(view=sql.Identifier(table), kind=sql.Literal(table))
        )


def give_rights(connection: "psycopg.Connection[tuple[object, ...]]", sessions: str, readers: str) -> None:
    """Let one role work with the data, and another read the views; neither can change the tables' form.

    Args:
        sessions: The role as which ktd connects; empty: nobody is given anything.
        readers: The role of an office's own SQL; empty likewise.

    Raises:
        psycopg.Error: There is no such role, or one's own may not.
    """
    with connection.transaction():
        if sessions:
            role = sql.Identifier(sessions)
            for statement in (
                "grant usage on schema ktd to {}",
                "grant select on all tables in schema ktd to {}",
                "grant insert on ktd.commits to {}",
                "grant update on ktd.about to {}",  # which form the records have
                f"grant insert, update, delete on {WORKED_ON} to {{}}",
            ):
                connection.execute(sql.SQL(statement).format(role))
        if readers:
            role = sql.Identifier(readers)
            connection.execute(sql.SQL("grant usage on schema ktd_views to {}").format(role))
            connection.execute(sql.SQL("grant select on all tables in schema ktd_views to {}").format(role))


def check_tables(connection: "psycopg.Connection[tuple[object, ...]]", where: str) -> None:
    """Check that a database holds ktd's tables, of a form that this ktd knows.

    Raises:
        StoreError: It does not.
    """
    form = form_in(connection)
    if form is None:
        raise StoreError(
            N_("There is no data of ktd in the database {where} yet. “ktd database” makes its tables."),
            where=where,
        )
    if lacks_tables(connection):
        raise StoreError(
            N_(
                "The tables in the database {where} are an older ktd's. Their owner brings them up to date: "
                "ktd database URL --sessions ROLE"
            ),
            where=where,
        )
    if form > SCHEMA:
        raise NotOurs(
            N_(
                "The database {where} was written by a newer ktd (form {found}, this one knows {known}). "
                "Update ktd."
            ),
            where=where,
            found=form,
            known=SCHEMA,
        )

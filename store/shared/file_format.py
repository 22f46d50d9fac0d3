"""The form of a data file, and the errors for files that are of another."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from ktd_tui.errors import StoreError
from ktd_tui.field_names import field_word
from ktd_tui.i18n import N_
from ktd_tui.table_names import table_word

Document = dict[str, Any]
Tables = dict[str, dict[str, Document]]
"""TinyDB's own shape: table → document id in decimal → document."""

APP, SCHEMA, META = "ktd", 1, "_meta"
ID_DIGITS = 15
"""More digits than any document id has; int() on a hostile million of them would take seconds."""


class NotOurs(StoreError):  # noqa: N818  # what it is, as in ``ktd_tui.errors``
    """A sound file that another program or a newer ktd made."""


def tables_of_meta(seq: int) -> Tables:
    """Return the table that says what file this is, and which commit it is of."""
    return {META: {"1": {"app": APP, "schema": SCHEMA, "seq": seq}}}


def parse(content: bytes, path: Path) -> Tables:
    """Read the tables from a file's content.

    Args:
        content: The bytes of the file.
        path: Its place, for the sentence.

    Raises:
        StoreError: It is not a TinyDB file that this ktd may use.
    """
    if not content:
        raise StoreError(
            N_("The data file {path} is empty. It was left as it is; run “ktd repair”, or restore a backup."),
            path=path,
        )
    try:
        tables = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise StoreError(
            N_(
                "The data file {path} is not JSON ({reason}). It was left as it is; run “ktd repair”, or "
                "restore a backup."
            ),
            path=path,
            reason=str(error),
        ) from error
    if not _tinydb_shaped(tables):
        raise StoreError(
            N_("The data file {path} is JSON, but not a TinyDB file. It was left as it is."), path=path
        )
    shaped: Tables = tables
    meta = shaped.get(META, {}).get("1", {})
    check_form(meta, path)
    _count(meta, "seq", path)
    return shaped


def _tinydb_shaped(tables: object) -> bool:
    return isinstance(tables, dict) and all(
        isinstance(table, dict) and set(map(type, table.values())) <= {dict} and _are_ids(table)
        for table in tables.values()
    )


def _are_ids(keys: Mapping[str, object]) -> bool:
    """Tell whether all are ids of documents; a province has thousands, which are looked at as one."""
    # "01" and "1" would be one document to TinyDB, which converts the keys to numbers.
    together = "".join(keys)
    firsts = {key[:1] for key in keys if key != "0"}
    plain = not keys or (together.isascii() and together.isdecimal())
    return plain and not firsts & {"", "0"} and max(map(len, keys), default=0) <= ID_DIGITS


def check_form(meta: Document, path: Path) -> None:
    """Check that a data file or journal says it is ktd's, and of a form that this ktd knows.

    Raises:
        NotOurs: It is of another program, or of a newer ktd.
        StoreError: It does not say which form it is of.
    """
    if meta.get("app") != APP:
        raise NotOurs(N_("The data file {path} was not made by ktd. It was left as it is."), path=path)
    schema = _count(meta, "schema", path, least=1)
    if schema > SCHEMA:  # before anything else: a newer form may lack what this one has
        raise NotOurs(
            N_(
                "The data file {path} was made by a newer ktd (form {found}, "
                "this one knows {known}). Update ktd."
            ),
            path=path,
            found=schema,
            known=SCHEMA,
        )


def _count(meta: Document, field: str, path: Path, least: int = 0) -> int:
    value = meta.get(field)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise wrong_value(path, META, "1", field)
    return value


def _place(table: str, record_id: object, field: str) -> dict[str, object]:
    return {"table": table_word(table), "id": record_id, "field": field_word(field)}


def wrong_value(path: Path, table: str, record_id: object, field: str) -> StoreError:
    """Return the error for a document whose field does not fit."""
    return StoreError(
        N_("The data file {path} holds a wrong value: {table}, record {id}, field “{field}”."),
        path=path,
        **_place(table, record_id, field),
    )


def damaged_record(path: Path, table: str, record_id: object, field: str) -> StoreError:
    """Return the error for such a document in data that is open: what mends it."""
    return StoreError(
        N_(
            "The data file {path} holds a wrong value: {table}, record {id}, field “{field}”. Nothing was "
            "changed; run “ktd repair”."
        ),
        path=path,
        **_place(table, record_id, field),
    )


def unknown_here(path: Path, table: str, record_id: object, field: str) -> NotOurs:
    """Return the error for a document that a later ktd wrote: nothing is damaged, nothing to be repaired."""
    return NotOurs(
        N_(
            "The data file {path} holds what this ktd does not know: {table}, record {id}, field “{field}”. "
            "A newer ktd wrote it, or a hand. Install that ktd again, or restore the copy that it kept "
            "(before-upgrade in backups)."
        ),
        path=path,
        **_place(table, record_id, field),
    )

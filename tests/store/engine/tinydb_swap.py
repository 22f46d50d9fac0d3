"""A pytest plugin for TinyDB's own suite: where it says JSONStorage, ours is meant.

``KTD_TABLE=1`` puts our Table in as well, over our storage.
"""

import os
from typing import Any

import tinydb
import tinydb.storages
from tinydb.table import Table

from store.engine.tinydb_classes import StoreTable, TinyDBStorage


def make_table(storage: Any, name: str, **options: Any) -> Table:
    """Make our table over our storage, TinyDB's over any other."""
    ours = isinstance(storage, TinyDBStorage) and "KTD_TABLE" in os.environ
    return (StoreTable if ours else Table)(storage, name, **options)


tinydb.JSONStorage = tinydb.storages.JSONStorage = TinyDBStorage  # type: ignore[misc,assignment]  # that is the point
tinydb.TinyDB.default_storage_class = TinyDBStorage  # type: ignore[assignment]  # as above
tinydb.TinyDB.table_class = staticmethod(make_table)  # type: ignore[assignment]  # it is only called

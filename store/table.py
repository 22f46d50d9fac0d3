"""TinyDB's Table, safe where several processes write."""

from tinydb.table import Table


class SharedTable(Table):
    """A table that trusts nothing it remembers from before another process wrote.

    TinyDB caches query results per table and the next id per process; both go stale, and
    ``insert_multiple`` would then overwrite another process's document.
    """

    default_query_cache_capacity = 0

    def _get_next_id(self) -> int:
        """Return one more than the largest id in the data now."""
        self._next_id = None
        return int(super()._get_next_id())  # type: ignore[no-untyped-call]  # TinyDB leaves it untyped

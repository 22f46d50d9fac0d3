"""Print ``HAS <token>`` for each document of ``store_writer``: ``python -m benchmarks.store_verify DIR``.

Ends with 1 and a sentence where the data cannot be read.
"""

import sys
from pathlib import Path

from ktd_tui.domain.people import Person
from ktd_tui.errors import StoreError
from store import open_store


def main() -> int:
    """Look, change nothing."""
    try:
        store = open_store(Path(sys.argv[1]), read_only=True)
        for person in store.find(Person):
            print(f"HAS {person.name}")
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

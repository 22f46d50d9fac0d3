"""Commit numbered documents through the public Store: ``python -m benchmarks.store_writer DIR TAG``.

Prints ``ACK <token>`` after each durable commit. With ``store_verify`` anyone can drive a crash test of
their own: every acknowledged token must be found afterwards, once.

It goes on until killed; ``--count N`` ends after N commits, ``--compact-at BYTES`` compacts the journal
that often.
"""

import argparse
import itertools
from pathlib import Path

from ktd_tui.domain.people import Person
from store import Store, open_store

SHRINKING = 5
"""Every so many commits an older document is made longer, then shorter, with its token in it."""


def main() -> None:
    """Open the directory, making it where it is missing, and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("tag")
    parser.add_argument("--count", type=int)
    parser.add_argument("--compact-at", type=int)
    options = parser.parse_args()
    if options.compact_at is not None:
        import store.engine.compaction

        store.engine.compaction.COMPACT_AT = options.compact_at
    opened = open_store(options.directory, create=True)
    for number in itertools.count() if options.count is None else range(options.count):
        token = f"{options.tag}-{number}"
        person = opened.save(Person(name=token))
        print(f"ACK {token}", flush=True)
        if number % SHRINKING == 0:
            shrink(opened, person)
    opened.close()


def shrink(store: Store, person: Person) -> None:
    """Change a document to a long one and back, which is what tears a file that is written in place."""
    longer = store.save(person.with_(title="Đ" * 2000))
    store.save(longer.with_(title=""))


if __name__ == "__main__":
    main()

"""Identifiers: ULIDs, so that records made later sort later, whichever process made them."""

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> str:
    """Return a fresh ULID (26 characters)."""
    from ulid import ULID

    return str(ULID())


def named_id(name: str, order: int) -> str:
    """Return the ULID-shaped id of a record that a sample or template file names in words.

    The same name at the same place gives the same id in every copy. The time part is zero, so such
    records sort first; then comes their ``order`` in the file, so that lists keep it.
    """
    import hashlib

    digest = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])
    tail = "".join(CROCKFORD[(digest >> shift) & 31] for shift in range(55, -5, -5))
    return f"{'0' * 10}{order:04d}{tail}"

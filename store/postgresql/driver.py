"""Asks whether the optional part for databases is installed."""

from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_


def check_driver() -> None:
    """Refuse where the part of ktd for databases is not installed.

    Raises:
        StoreError: It is not.
    """
    try:
        import psycopg  # noqa: F401  # or libpq, which it loads
    except ImportError as error:
        raise StoreError(
            N_(
                "The data lies in a PostgreSQL database, and this ktd lacks the part for that: "
                "install ktd[postgresql]."
            )
        ) from error

"""What one signature of a PDF says."""

from datetime import datetime
from typing import NamedTuple


class SignatureTold(NamedTuple):
    """One signature.

    Attributes:
        signer: The name in the signer's certificate.
        at: When it was signed, as the signer's machine says or, better, a timestamp; None: it does not say.
        stamped: A timestamp authority says the time.
        intact: What it covers is as it was signed.
        whole: It covers the whole file as it was then, and what came after are signatures alone.
        trusted: Its certificate chains to a root that the administrator trusts.
        why: Why it is not trusted, in pyHanko's words.
    """

    signer: str
    at: datetime | None
    stamped: bool
    intact: bool
    whole: bool
    trusted: bool
    why: str = ""

"""What one signature of a PDF says."""

from datetime import datetime
from typing import NamedTuple


class SignatureTold(NamedTuple):
    """One signature.

    Attributes:
        signer: The name in the signer's certificate.
        at: When it was signed, as the signer's machine says or, better, a timestamp; None: it does not say.
        stamped: A timestamp authority says the time.
        stamper: Who that is; empty without a timestamp.
        stamper_trusted: The authority's certificate chains to a root that the administrator trusts.
        intact: What it covers is as it was signed.
        whole: It covers the whole file as it was then, and what came after are signatures alone.
        trusted: Its certificate chains to a root that the administrator trusts.
        why: Why it is not trusted, in pyHanko's words.
        revoked_on: When its certificate, or one above it, was revoked, as the file shows; None: it was not.
        revocation_shown: The file shows, by lists or answers of the authorities, that it was not revoked.
        revocation_unclear: What the file holds about revocation cannot be used.
        of_document: It is a timestamp of the whole document, nobody's signature.
    """

    signer: str
    at: datetime | None
    stamped: bool
    intact: bool
    whole: bool
    trusted: bool
    why: str = ""
    stamper: str = ""
    stamper_trusted: bool = False
    revoked_on: datetime | None = None
    revocation_shown: bool = False
    revocation_unclear: bool = False
    of_document: bool = False

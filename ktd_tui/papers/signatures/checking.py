"""What pyHanko says of each signature: whose, when, what it covers, whether trusted, whether revoked.

Lists of revoked certificates and answers about them count as far as the file itself holds them (PAdES, DSS);
nothing is fetched.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy

from ktd_tui.papers.signatures.answers import with_answers
from ktd_tui.papers.signatures.told import SignatureTold

MANY = 50
"""Signatures that are read of one file."""
SHOWN, SOFT, UNASKED = "require", "soft-fail", "none"
"""How it is checked whether a certificate was revoked: the file must show that it was not; the file may say
nothing; what it says is passed over."""
WHOLE = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)


def signatures_of(content: bytes, roots: Sequence[bytes]) -> Iterator[SignatureTold]:
    """Yield what each signature says, then the timestamps of the whole document.

    Args:
        roots: Certificates of the authorities that are trusted, PEM or DER.
    """
    reader = PdfFileReader(BytesIO(content), strict=False)
    file = _File(reader, [cert for root in roots for cert in load_certs_from_pemder_data(root)])
    yield from map(file.signature, reader.embedded_regular_signatures[:MANY])
    yield from map(file.timestamp, reader.embedded_timestamp_signatures[:MANY])


class _File:
    """A file with what it knows of certificates, and the roots that are trusted."""

    def __init__(self, reader: PdfFileReader, roots: Sequence[Any]) -> None:
        self.reader = reader
        self.roots = roots

    def context(self, moment: datetime | None, mode: str = SOFT) -> ValidationContext:
        """Return how certificates are checked at a moment."""
        how: dict[str, Any] = {
            "trust_roots": list(self.roots),
            "moment": moment,
            "allow_fetching": False,
            "revinfo_policy": CertRevTrustPolicy(
                RevocationCheckingPolicy.from_legacy(mode),
                retroactive_revinfo=True,  # the list that a file holds is younger than its signature
            ),
        }
        try:
            store = DocumentSecurityStore.read_dss(self.reader)
        except NoDSSFoundError:
            return ValidationContext(**how, crls=(), ocsps=())
        return with_answers(store.as_validation_context(how), how)

    def signature(self, of: Any) -> SignatureTold:
        """Say a person's or a body's signature.

        Without a timestamp of a trusted authority the hour is the signer's word: a certificate that was
        revoked by now may have been before it, and counts as revoked.
        """
        said = of.self_reported_timestamp
        stamp, _ = _settled(
            lambda mode: (
                validate_pdf_signature(of, self.context(said), self.context(None, mode)).timestamp_validity
            ),
            (SOFT, UNASKED),
        )
        stamp = stamp if stamp and stamp.valid and stamp.intact else None
        proven = bool(stamp and stamp.trusted)
        at = stamp.timestamp if stamp else said
        found, mode = self._checked(of, at)
        settled = found.revocation_details or (proven and mode == SHOWN)
        now = found if settled else self._checked(of, None)[0]
        revoked = found.revocation_details if proven else now.revocation_details
        later = (
            proven and now.revocation_details
        )  # whose authority says since when, says that before it was not
        problem = found.trust_problem_indic
        trusted = bool(found.trusted and not revoked)
        return SignatureTold(
            signer=_named(found.signing_cert),
            at=at,
            stamped=bool(stamp),
            intact=bool(found.intact and found.valid),
            whole=bool(found.coverage in WHOLE and found.docmdp_ok),
            trusted=trusted,
            why="" if trusted or problem is None else str(problem).rpartition(".")[2],
            stamper=_named(stamp.signing_cert) if stamp else "",
            stamper_trusted=proven,
            revoked_on=revoked.revocation_date if revoked else None,
            revocation_shown=bool(trusted and (mode == SHOWN or later)),
            revocation_unclear=trusted and mode == UNASKED,
        )

    def _checked(self, of: Any, at: datetime | None) -> tuple[Any, str]:
        """Return the signature's state, and how it was found out."""
        return _settled(lambda mode: validate_pdf_signature(of, self.context(at, mode), self.context(at)))

    def timestamp(self, of: Any) -> SignatureTold:
        """Say a timestamp of the whole document."""
        found, mode = _settled(
            lambda mode: validate_pdf_timestamp(of, self.context(None, mode)), (SOFT, UNASKED)
        )
        name = _named(found.signing_cert)
        problem = found.trust_problem_indic
        return SignatureTold(
            signer=name,
            at=found.timestamp,
            stamped=True,
            intact=bool(found.intact and found.valid),
            whole=found.coverage in WHOLE,
            trusted=bool(found.trusted),
            why="" if found.trusted or problem is None else str(problem).rpartition(".")[2],
            stamper=name,
            stamper_trusted=bool(found.trusted),
            revocation_unclear=bool(found.trusted and mode == UNASKED),
            of_document=True,
        )


def _settled(check: Callable[[str], Any], modes: Sequence[str] = (SHOWN, SOFT, UNASKED)) -> tuple[Any, str]:
    """Return the first state in which a certificate is trusted or revoked, and in which mode that was.

    What a file holds about revocation may be of no use: that is no word about the certificate's own chain.
    """
    *before, last = modes
    for mode in before:
        found = check(mode)
        if found is None or found.trusted or found.revocation_details:
            return found, mode
    return check(last), last


def _named(certificate: Any) -> str:
    subject = certificate.subject
    return str(subject.native.get("common_name") or subject.human_friendly)

"""An authority made for the tests: a root, and signers whose certificates it issued."""

from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import NamedTuple

from asn1crypto import crl, keys, x509
from asn1crypto import ocsp as asked
from cryptography import x509 as crypto
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

SINCE = datetime(2020, 1, 1, tzinfo=UTC)
LISTED = datetime(2021, 1, 1, tzinfo=UTC)
"""When the lists of revoked certificates are issued."""


class Authority(NamedTuple):
    key: ec.EllipticCurvePrivateKey
    root: crypto.Certificate

    @property
    def pem(self) -> bytes:
        return self.root.public_bytes(serialization.Encoding.PEM)


def _named(name: str) -> crypto.Name:
    return crypto.Name([crypto.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey,
    issuer: str,
    by: ec.EllipticCurvePrivateKey,
    *,
    ca: bool,
    more: crypto.ExtensionType | None = None,
) -> crypto.Certificate:
    usage = crypto.KeyUsage(
        digital_signature=not ca, content_commitment=not ca, key_cert_sign=ca, crl_sign=ca,
        key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = crypto.CertificateBuilder().subject_name(_named(name)).issuer_name(_named(issuer))
    made = made.public_key(key.public_key()).serial_number(crypto.random_serial_number())
    made = made.not_valid_before(SINCE).not_valid_after(SINCE + timedelta(days=36_500))
    made = made.add_extension(crypto.BasicConstraints(ca=ca, path_length=None), critical=True)
    made = made.add_extension(more, critical=True) if more else made
    if not ca:  # as certificates of the state's authority do: only then is an answer in a file looked at
        where = crypto.UniformResourceIdentifier("http://ocsp.invalid")
        asked_at = crypto.AccessDescription(AuthorityInformationAccessOID.OCSP, where)
        made = made.add_extension(crypto.AuthorityInformationAccess([asked_at]), critical=False)
    return made.add_extension(usage, critical=True).sign(by, hashes.SHA256())


@cache
def authority(name: str = "CA thử nghiệm") -> Authority:
    """A root of that name."""
    key = ec.generate_private_key(ec.SECP256R1())
    return Authority(key, _certificate(name, key, name, key, ca=True))


def _signer(who: str, of: Authority) -> signers.SimpleSigner:
    issuer = of.root.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(who, key, str(issuer), of.key, ca=False)
    return signers.SimpleSigner(
        signing_cert=_loaded(certificate),
        signing_key=_key(key),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]  # pyHanko's own
    )


def _loaded(certificate: crypto.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _key(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> keys.PrivateKeyInfo:
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    return keys.PrivateKeyInfo.load(key.private_bytes(serialization.Encoding.DER, form, plain))


def signed(
    pdf: bytes, who: str, field: str = "ChuToa", by: Authority | None = None, stamp: TimeStamper | None = None
) -> bytes:
    """The PDF with one more signature behind it."""
    about = signers.PdfSignatureMetadata(field_name=field)
    signer = _signer(who, by or authority())
    out = signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), about, signer=signer, timestamper=stamp)
    content: bytes = out.read()
    return content


@cache
def _rsa() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def stamper(at: datetime, by: Authority | None = None, name: str = "TSA thử nghiệm") -> TimeStamper:
    """A timestamp authority that says this hour; pyHanko's own knows RSA alone."""
    of = by or authority()
    issuer = str(of.root.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)
    stamping = crypto.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    made = _certificate(name, _rsa(), issuer, of.key, ca=False, more=stamping)
    return DummyTimeStamper(_loaded(made), _key(_rsa()), fixed_dt=at)


def stamped(pdf: bytes, stamp: TimeStamper) -> bytes:
    """The PDF with a timestamp of the whole document behind it."""
    out = signers.PdfTimeStamper(stamp).timestamp_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), "sha256")
    content: bytes = out.read()
    return content


def with_list(pdf: bytes, revoked: datetime | None, by: Authority | None = None) -> bytes:
    """The PDF with the authority's list of revoked certificates in its DSS.

    Args:
        revoked: Since when the first signer is on it; None: nobody is.
    """
    of = by or authority()
    made = crypto.CertificateRevocationListBuilder().issuer_name(of.root.subject)
    made = made.last_update(LISTED).next_update(LISTED + timedelta(days=36_500))
    if revoked:
        serial = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures[0].signer_cert.serial_number
        one = crypto.RevokedCertificateBuilder().serial_number(serial).revocation_date(revoked)
        made = made.add_revoked_certificate(one.build())
    listed = made.sign(of.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    file = BytesIO(pdf)
    DocumentSecurityStore.add_dss(
        file, None, certs=[_loaded(of.root)], crls=[crl.CertificateList.load(listed)], force_write=True
    )
    return file.getvalue()


def with_answer(
    pdf: bytes, revoked: datetime | None, by: Authority | None = None, signs: Authority | None = None
) -> bytes:
    """The PDF with the authority's answer (OCSP) about its first signer in its DSS.

    Args:
        revoked: Since when the answer says they are revoked; None: it says they are not.
        by: The authority whose certificate the answer says it speaks of.
        signs: Who signs the answer, if not that authority.
    """
    of = by or authority()
    responder = signs or of
    signer = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures[0].signer_cert
    made = ocsp.OCSPResponseBuilder().add_response(
        cert=crypto.load_der_x509_certificate(signer.dump()),
        issuer=of.root,
        algorithm=hashes.SHA1(),  # noqa: S303  # what responders name certificates by
        cert_status=ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD,
        this_update=LISTED,
        next_update=LISTED + timedelta(days=36_500),
        revocation_time=revoked,
        revocation_reason=None,
    )
    made = made.responder_id(ocsp.OCSPResponderEncoding.HASH, responder.root)
    answer = made.sign(responder.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    file = BytesIO(pdf)
    DocumentSecurityStore.add_dss(
        file, None, certs=[_loaded(responder.root)], ocsps=[asked.OCSPResponse.load(answer)], force_write=True
    )
    return file.getvalue()

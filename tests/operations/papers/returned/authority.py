"""An authority made for the tests: a root, and signers whose certificates it issued."""

from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import NamedTuple

from asn1crypto import keys, x509
from cryptography import x509 as crypto
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

SINCE = datetime(2020, 1, 1, tzinfo=UTC)


class Authority(NamedTuple):
    key: ec.EllipticCurvePrivateKey
    root: crypto.Certificate

    @property
    def pem(self) -> bytes:
        return self.root.public_bytes(serialization.Encoding.PEM)


def _named(name: str) -> crypto.Name:
    return crypto.Name([crypto.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(
    name: str, key: ec.EllipticCurvePrivateKey, issuer: str, by: ec.EllipticCurvePrivateKey, *, ca: bool
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
    return made.add_extension(usage, critical=True).sign(by, hashes.SHA256())


@cache
def authority(name: str = "CA thử nghiệm") -> Authority:
    """A root of that name."""
    key = ec.generate_private_key(ec.SECP256R1())
    return Authority(key, _certificate(name, key, name, key, ca=True))


def signed(pdf: bytes, who: str, field: str = "ChuToa", by: Authority | None = None) -> bytes:
    """The PDF with one more signature behind it."""
    of = by or authority()
    issuer = of.root.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(who, key, str(issuer), of.key, ca=False)
    der, pkcs8 = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(certificate.public_bytes(der)),
        signing_key=keys.PrivateKeyInfo.load(key.private_bytes(der, pkcs8, serialization.NoEncryption())),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]  # pyHanko's own
    )
    about = signers.PdfSignatureMetadata(field_name=field)
    out = signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), about, signer=signer)
    content: bytes = out.read()
    return content

"""Which answers of authorities (OCSP) within a file speak of a certificate, at the moment asked of."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.authority import Authority
from pyhanko_certvalidator.ltv.poe import POEManager
from pyhanko_certvalidator.ltv.types import ValidationTimingParams
from pyhanko_certvalidator.revinfo.archival import process_legacy_crl_input, process_legacy_ocsp_input
from pyhanko_certvalidator.revinfo.manager import RevinfoManager


def with_answers(read: ValidationContext, how: Mapping[str, Any]) -> ValidationContext:
    """Return how a file is checked, where an answer counts for the one certificate of which it speaks."""
    held = _Answers(
        certificate_registry=read.certificate_registry,
        poe_manager=POEManager(),
        crls=process_legacy_crl_input(read.crls),
        ocsps=process_legacy_ocsp_input(read.ocsps),
    )
    held.timing = read.timing_params
    return ValidationContext(**how, certificate_registry=read.certificate_registry, revinfo_manager=held)


class _Answers(RevinfoManager):
    """Gives out for each certificate the answers about it alone.

    pyHanko takes an answer about another certificate of the same authority for a check that failed, and so
    one by which the certificate was revoked after the moment that is asked of.
    """

    timing: ValidationTimingParams

    async def async_retrieve_ocsps(self, cert: Any, authority: Authority) -> list[Any]:
        found = await super().async_retrieve_ocsps(cert, authority)
        return [one for one in found if _speaks_of(cert, authority, one, self.timing.validation_time)]


def _speaks_of(cert: Any, authority: Authority, container: Any, at: datetime) -> bool:
    one = container.extract_single_response()
    if one is None:
        return False
    named, status = one["cert_id"], one["cert_status"]
    how = named["hash_algorithm"]["algorithm"].native
    said = [named[part].native for part in ("serial_number", "issuer_name_hash", "issuer_key_hash")]
    is_of = [cert.serial_number, getattr(cert.issuer, how, None), getattr(authority.public_key, how, None)]
    if said != is_of:
        return False
    return bool(status.name != "revoked" or status.chosen["revocation_time"].native <= at)

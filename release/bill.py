"""The bill of materials: what is in the package, in CycloneDX's JSON form, and the licence of each part."""

from collections.abc import Iterator
from importlib.metadata import Distribution
from pathlib import Path

from cyclonedx.model import Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from release.hashes import known_hashes
from release.parts import parts_of_ktd

ITSELF = "ktd"
LONGEST = 80
"""Letters: some packages have their whole licence where its name belongs."""


def bill_of_materials() -> str:
    """Return the bill as JSON."""
    parts = parts_of_ktd()
    itself = _component(ITSELF, parts.pop(ITSELF), ComponentType.APPLICATION)
    components = [_component(name, part, ComponentType.LIBRARY) for name, part in parts.items()]
    bill = Bom(components=components)
    bill.metadata.component = itself
    bill.register_dependency(itself, components)
    return str(JsonV1Dot6(bill).output_as_string(indent=1))


def _component(name: str, part: Distribution, kind: ComponentType) -> Component:
    return Component(
        type=kind,
        name=name,
        version=part.version,
        purl=PackageURL("pypi", name=name, version=part.version),
        bom_ref=f"{name}@{part.version}",
        licenses=_licences(part),
        properties=[Property(name="ktd:sha256-of-a-file", value=one) for one in known_hashes().get(name, ())],
    )


def _licences(part: Distribution) -> Iterator[DisjunctiveLicense]:
    told = _told(part, "License-Expression") or _classified(part) or _told(part, "License")[:LONGEST]
    if told:
        yield DisjunctiveLicense(name=told)


def _told(part: Distribution, field: str) -> str:
    return next(iter(part.metadata.get_all(field) or ()), "")


def _classified(part: Distribution) -> str:
    named = [c for c in part.metadata.get_all("Classifier") or () if c.startswith("License :: ")]
    return named[0].rpartition(" :: ")[2] if named else ""


def write_bill(path: Path) -> None:
    """Write the bill into a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{bill_of_materials()}\n", "utf-8")

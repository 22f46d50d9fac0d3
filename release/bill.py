"""The bill of materials: what is in the package, in CycloneDX's JSON form, and the licence of each part."""

import json
from importlib.metadata import Distribution
from pathlib import Path

from release.parts import parts_of_ktd

ITSELF = "ktd"


def bill_of_materials(hashes: dict[str, list[str]] | None = None) -> dict[str, object]:
    """Return the bill.

    Args:
        hashes: The SHA-256 of the files that each part may come from, by name.
    """
    parts = parts_of_ktd()
    itself = parts.pop(ITSELF)
    components = [_component(name, part, (hashes or {}).get(name, [])) for name, part in parts.items()]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _component(ITSELF, itself, []) | {"type": "application"}},
        "components": components,
    }


def _component(name: str, part: Distribution, hashes: list[str]) -> dict[str, object]:
    licence = _told(part, "License-Expression") or _classified(part) or _told(part, "License")[:80]
    found: dict[str, object] = {
        "type": "library",
        "name": name,
        "version": part.version,
        "purl": f"pkg:pypi/{name}@{part.version}",
        "bom-ref": f"{name}@{part.version}",
    }
    if licence:
        found["licenses"] = [{"license": {"name": licence}}]
    if hashes:
        found["properties"] = [{"name": "ktd:sha256-of-a-file", "value": one} for one in hashes]
    return found


def _told(part: Distribution, field: str) -> str:
    return next(iter(part.metadata.get_all(field) or ()), "")


def _classified(part: Distribution) -> str:
    named = [c for c in part.metadata.get_all("Classifier") or () if c.startswith("License :: ")]
    return named[0].rpartition(" :: ")[2] if named else ""


def write_bill(path: Path) -> None:
    """Write the bill into a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(bill_of_materials(), indent=1, ensure_ascii=False) + "\n", "utf-8")

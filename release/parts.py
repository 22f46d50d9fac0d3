"""What ktd consists of: itself and the packages that it needs, as this environment has them.

The package gets exactly what the tests ran with, and building it needs no network.
"""

from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

EXTRAS = ("sign", "pdfa")
DATABASE = "postgresql"
"""The optional part that is a package of its own."""


def parts_of_ktd(extras: Sequence[str] = EXTRAS) -> dict[str, Distribution]:
    """Return ktd and all that it needs, by name; the optional parts, too."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement(f"ktd[{','.join(extras)}]" if extras else "ktd")]
    seen: set[str] = set()
    while waiting:
        asked = waiting.pop()
        if str(asked) in seen:
            continue
        seen.add(str(asked))
        part = distribution(asked.name)
        found[canonicalize_name(asked.name)] = part
        waiting += _needed(part, asked.extras)
    return dict(sorted(found.items()))


def _needed(part: Distribution, extras: set[str]) -> Iterator[Requirement]:
    for line in part.requires or ():
        one = Requirement(line)
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield one

"""``make hashes``: which files a package may come from, by SHA-256, for ``pip install --require-hashes``.

``hashes.txt`` is what runs and builds ktd, with its optional parts; ``hashes-dev.txt`` is what tests and
checks need beside. They name packages, versions and hashes, no place; versions are ``constraints.txt``'s.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
RUNS, CHECKS, PINS = (ROOT / name for name in ("hashes.txt", "hashes-dev.txt", "constraints.txt"))
EXTRAS = ("sign", "pdfa", "postgresql")
_ENTRY = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)(?P<rest>(?:.*\\\n)*.*)$", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def entries(text: str) -> dict[str, str]:
    """Return the entries of such a file, or of the pins, by the packages' names."""
    return {canonicalize_name(found["name"]): found[0] for found in _ENTRY.finditer(text)}


def pinned(text: str) -> dict[str, str]:
    """Return the versions by the packages' names."""
    return {canonicalize_name(found["name"]): found["version"] for found in _ENTRY.finditer(text)}


def known_hashes() -> Mapping[str, list[str]]:
    """Return the hashes of the files that a package may come from, by its name."""
    both = "".join(path.read_text() for path in (RUNS, CHECKS) if path.exists())
    return {name: _HASH.findall(entry) for name, entry in entries(both).items()}


def _compiled(*inputs: str, more: Iterable[str] = ()) -> dict[str, str]:
    """Ask uv, which asks the registry, for all that is needed."""
    words = [
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--no-config",
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
    ]
    words += ["--python", sys.executable, "--constraint", str(PINS), *inputs, "-"]
    said = "".join(f"{line}\n" for line in more)
    done = subprocess.run(words, cwd=ROOT, input=said, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return entries(done.stdout)


def main() -> None:
    """Write both files."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        builds = tomllib.load(file)["build-system"]["requires"]
    extras = [word for extra in EXTRAS for word in ("--extra", extra)]
    runs = _compiled("pyproject.toml", *extras, more=builds)
    checks = _compiled("requirements-dev.txt", more=["editables"])  # hatchling's, for «pip install -e»
    for path, found in ((RUNS, runs), (CHECKS, {name: checks[name] for name in checks.keys() - runs})):
        path.write_text("".join(f"{found[name]}\n" for name in sorted(found)))


if __name__ == "__main__":
    main()

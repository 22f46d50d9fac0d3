"""Reads the signatures of a PDF, in a process of its own: a file that somebody made can keep a reader busy.

Needs the optional extra ``ktd[sign]`` (pyHanko). Nothing is fetched from a network.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from pydantic import TypeAdapter

from ktd_tui.papers.signatures.told import SignatureTold

PATIENCE = 30
"""Seconds after which the file is given up."""
MEMORY = 1024 * 1024 * 1024
"""Bytes that its reader may take."""
SIGNED = b"/ByteRange"
_ANSWER = TypeAdapter(tuple[SignatureTold, ...])
"""As JSON, and checked: a file that took the reader over must not reach its parent through a pickle."""


def can_read() -> bool:
    """Tell whether the optional part is installed."""
    return find_spec("pyhanko") is not None


def looks_signed(content: bytes) -> bool:
    """Tell whether a PDF may have a signature."""
    return SIGNED in content


def signatures(content: bytes, roots: Sequence[bytes]) -> tuple[SignatureTold, ...] | None:
    """Return the signatures of a PDF; None where it cannot be read, or not in time.

    Args:
        roots: Certificates of the authorities that are trusted, PEM or DER.
    """
    home = os.pathsep.join(filter(None, (str(Path(__file__).parents[3]), os.environ.get("PYTHONPATH"))))
    try:
        done = subprocess.run(  # noqa: S603  # ourselves
            [sys.executable, "-P", "-m", __name__],
            input=pickle.dumps((content, tuple(roots))),
            capture_output=True,
            timeout=PATIENCE,
            env={**os.environ, "PYTHONPATH": home},
            check=True,
        )
        return _ANSWER.validate_json(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None


def read_here(content: bytes, roots: Sequence[bytes]) -> Iterator[SignatureTold]:
    """Read the signatures in this process."""
    import logging

    from ktd_tui.papers.signatures.checking import signatures_of

    logging.disable(logging.CRITICAL)  # what it thinks of a file is ours to say
    yield from signatures_of(content, roots)


def _main() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
    content, roots = pickle.load(sys.stdin.buffer)  # noqa: S301  # from our own parent
    sys.stdout.buffer.write(_ANSWER.dump_json(tuple(read_here(content, roots))))


if __name__ == "__main__":
    _main()

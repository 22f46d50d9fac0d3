"""reportlab as we use it: imported here first, before anything takes a part of it.

Its module for paragraphs compiles a pattern for web addresses, a fifth of all that it takes to make a short
PDF; no paper has a link, so the pattern waits until it is asked. And streams are not blown up to ASCII.
"""

import re
from typing import Any

from reportlab import rl_config


class Later:
    """A pattern that is compiled when it is first asked."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:
        return getattr(re.compile(*self._given), name)


_compile: Any = re.compile


def _waiting(pattern: Any, flags: int = 0) -> Any:
    if isinstance(pattern, str) and "://" in pattern:
        return Later(pattern, flags)
    return _compile(pattern, flags)


re.compile = _waiting
try:
    import reportlab.platypus.paragraph  # noqa: F401  # for its pattern
finally:
    re.compile = _compile

rl_config.useA85 = 0

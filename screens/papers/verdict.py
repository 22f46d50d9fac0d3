"""F9 in the register: is a file as it was sealed, and does the data still say the same."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ktd_tui.i18n import t
from ktd_tui.operations.papers.verifying import Verdict, told
from screens.base import KtdScreen
from screens.widgets.reading import Reading

if TYPE_CHECKING:
    from textual.widget import Widget


class VerdictScreen(KtdScreen):
    """What was found out of one file, and what differs, line by line."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "plain", "back", "quit")

    def __init__(self, verdict: Verdict) -> None:
        super().__init__()
        self._verdict = verdict

    def body(self) -> Iterator["Widget"]:
        """Yield the text."""
        yield Reading()

    def show(self) -> None:
        """Say what was found."""
        self.entitle(t("Register of papers"), t("Verify a PDF"))
        self.query_one(Reading).read(told(self._verdict))

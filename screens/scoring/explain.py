"""F9: why the marked number is what it is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ktd_tui.i18n import t
from ktd_tui.operations.scoring.explain import explain
from ktd_tui.rules.scoring.layers import BLOC_VIEW, View
from screens.base import KtdScreen
from screens.widgets.reading import Reading

if TYPE_CHECKING:
    from textual.widget import Widget


class ExplainScreen(KtdScreen):
    """Addends, caps, layers, who entered it, ties: line by line, to be scrolled."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "plain", "back", "quit")

    def __init__(self, year_id: str, unit_id: str, code: str = "", view: View = BLOC_VIEW) -> None:
        super().__init__()
        self._year_id, self._unit_id, self._code, self._view = year_id, unit_id, code, view

    def body(self) -> Iterator["Widget"]:
        """Yield the text."""
        yield Reading()

    def show(self) -> None:
        """Write the explanation anew: it follows what others change."""
        self.entitle(t("Why this number"), self._code)
        lines = explain(self.desk, self._year_id, self._unit_id, self._code, self._view)
        self.query_one(Reading).read(lines)

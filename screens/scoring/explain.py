"""F9: why the marked number is what it is."""

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.i18n import t
from ktd_tui.operations.scope import At
from ktd_tui.operations.scoring.explain import explain
from ktd_tui.rules.scoring.layers import View
from screens.reading import ReadingScreen
from screens.widgets.text import hung


class ExplainScreen(ReadingScreen):
    """Addends, caps, layers, who entered it, ties: line by line, to be scrolled."""

    FROM_DATA = True

    def __init__(self, year_id: str, unit_id: str, code: str = "", view: View | None = None) -> None:
        super().__init__()
        self._year_id, self._unit_id, self._code, self._view = year_id, unit_id, code, view

    @property
    def about(self) -> At:
        """The year that is shown."""
        return At(BlocYear, self._year_id)

    def lines(self) -> list[str]:
        """Write the explanation."""
        self.entitle(t("Why this number"), self._code)
        told = explain(self.desk, self._year_id, self._unit_id, self._code, self._view)
        return [row for line in told for row in hung(line)]

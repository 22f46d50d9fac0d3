"""First start: set up an empty council, or look at Khối V, 2022."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ktd_tui.i18n import t
from ktd_tui.operations.council.setup import InPapers, set_up_council
from ktd_tui.operations.council.titles import OFFICES, Office
from ktd_tui.rules.council.blocs import USUAL
from screens.base import KtdScreen
from screens.bindings import bindings
from screens.dialogs.form import Field, FormDialog
from screens.routes import HomeRoute

if TYPE_CHECKING:
    from textual.widget import Widget

COUNCIL, SAMPLE = "council", "sample"


class WelcomeScreen(KtdScreen):
    """Two ways to begin."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "open", "quit")
    BINDINGS = bindings("open")

    def body(self) -> Iterator["Widget"]:
        """Yield the words and the two choices."""
        yield Static(
            t(
                "There is no data here yet. Choose with ↑ ↓ and press Enter:\n"
                "set up your council, or first look round in a sample (nothing of yours is touched)."
            ),
            classes="lead",
            markup=False,
        )
        yield OptionList(
            Option(t("Set up a council"), id=COUNCIL),
            Option(t("Look at Khối V, 2022 (a throw-away copy)"), id=SAMPLE),
            id="choices",
            markup=False,
        )

    def show(self) -> None:
        """Say where we are."""
        self.entitle(t("First start"))
        self.query_one("#choices").focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin."""
        event.stop()
        if event.option.id == SAMPLE:
            self.host.show_sample()
            return
        fields = [
            Field("name", t("Council"), "", t("left empty: called after the agency")),
            Field("agency", t("Agency")),
            Field(
                "office",
                t("Kind of office"),
                Office.MINISTRY,
                choices=[(o, t(n)) for o, n in OFFICES.items()],
            ),
            Field("symbol", t("Symbol"), "", t("for paper numbers, e.g. VPQH")),
            Field("place", t("Place"), "", t("where papers are dated, e.g. Hải Phòng")),
            Field("blocs", t("Blocs"), USUAL, t("numbers or names, with commas between"), offered=True),
        ]

        def done(saved: bool | None) -> None:
            if saved:
                self.open(HomeRoute())

        def save(v: dict[str, str], seen: None) -> None:
            del seen
            papers = InPapers(v["symbol"], v["place"])
            set_up_council(
                self.desk, v["name"], v["agency"], office=v["office"], blocs=v["blocs"], in_papers=papers
            )

        form = FormDialog(t("New council"), fields, save)
        self.app.push_screen(form, done)

    def action_open(self) -> None:
        """Take the marked choice."""
        self.query_one("#choices", OptionList).action_select()

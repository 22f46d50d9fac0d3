"""The conditions of each title, with their source; changed here, they are the office's own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.domain.merit import AwardRule, AwardRules
from ktd_tui.i18n import t
from ktd_tui.operations.scoring.awards import Conditions, as_typed, drop_rule, rules_of, save_rule
from ktd_tui.terminal.guard import plain
from ktd_tui.words import percent
from screens.base import KtdScreen, bindings
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable

YES, NO = "yes", "no"


class AwardRulesScreen(KtdScreen):
    """One row a title."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "new", "edit", "delete", "history", "back")
    BINDINGS = bindings(new="new", edit="edit", delete="delete")

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self._year_id = bloc_year_id
        self._rules: AwardRules | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield the lead, the table and the marked rule's source."""
        yield Static("", id="lead", classes="lead", markup=False)
        yield Table(
            (t("Titles that begin with"), 28),
            (t("Points"), 8),
            (t("First"), 8),
            (t("Quota"), 7),
            (t("Registered"), 10),
            id="rules",
            right=(1, 2, 3),
        )
        yield Static("", id="detail", markup=False)

    def show(self) -> None:
        """Fill the table."""
        rules = self._rules = rules_of(self.desk, self._year_id)
        self.entitle(t("Conditions of the titles"))
        self.query_one("#lead", Static).update(plain(rules.name))
        table = self.query_one(Table)
        table.fill((rule.title, _cells(rule)) for rule in rules.rules)
        if self.focused is None:
            table.focus()
        self._tell()

    def _marked(self) -> AwardRule | None:
        key = self.query_one(Table).selected
        return next((r for r in self._rules.rules if r.title == key), None) if self._rules else None

    def on_data_table_row_highlighted(self, event: "DataTable.RowHighlighted") -> None:
        """Say where the rule comes from."""
        event.stop()
        self._tell()

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Change the marked rule."""
        event.stop()
        self.action_edit()

    def _tell(self) -> None:
        rule, rules = self._marked(), self._rules
        lines = []
        if rule and rule.by_council:
            lines.append(t("The council chooses among all blocs within the quota."))
        of = rule if rule and rule.source else rules
        if of:
            lines += [t("Source: {text}", text=of.source), t("How sure: {text}", text=of.certainty)]
        self.query_one("#detail", Static).update(plain("\n".join(lines)))

    def record_here(self) -> tuple[str, str] | None:
        """The set has the history."""
        return (self._rules.id, self._rules.name) if self._rules else None

    def action_new(self) -> None:
        """Add a rule."""
        self._form(t("New rule"), None)

    def action_edit(self) -> None:
        """Change the marked rule."""
        if rule := self._marked():
            self._form(t("Conditions of the title"), rule)

    def _form(self, title: str, of: AwardRule | None) -> None:
        rules = self._rules
        if rules is None:
            return
        answers = [(YES, t("yes")), (NO, t("no"))]
        now = as_typed(of) if of else Conditions("")
        fields = [
            Field("title", t("Award title"), now.title, t("how it begins, e.g. Bằng khen")),
            Field("at_least", t("Points, %"), now.at_least, t("of all points, e.g. 90")),
            Field("best", t("First places"), now.best, t("empty: all")),
            Field("quota", t("Quota, %"), now.quota, t("of the units; empty: none")),
            Field("by_council", t("Council chooses"), YES if now.by_council else NO, choices=answers),
            Field(
                "registered",
                t("Registered"),
                YES if now.registered else NO,
                t("must the unit have registered it?"),
                choices=answers,
            ),
            Field("source", t("Source"), now.source),
            Field("certainty", t("How sure"), now.certainty),
        ]

        def save(v: dict[str, str], seen: AwardRule | None) -> object:
            typed = Conditions(
                v["title"],
                v["at_least"],
                v["best"],
                v["quota"],
                v["registered"] == YES,
                v["by_council"] == YES,
                v["source"],
                v["certainty"],
            )
            return save_rule(self.desk, rules, typed, seen)

        self.app.push_screen(FormDialog(title, fields, save, of))

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Take the marked rule out, asking first."""
        rule, rules = self._marked(), self._rules
        if rule is None or rules is None:
            return
        question = t("No rule for “{title}” any more? Ctrl+Z brings it back.", title=rule.title)
        if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, take it out"))):
            await self.act(lambda: drop_rule(self.desk, rules, rule))
            self.action_reload()


def _cells(of: AwardRule) -> tuple[str, ...]:
    return (
        of.title,
        percent(of.at_least) if of.at_least is not None else "–",
        str(of.best or "–"),
        percent(of.quota) if of.quota is not None else "–",
        t("yes") if of.registered else t("no"),
    )

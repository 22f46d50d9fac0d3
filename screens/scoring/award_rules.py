"""The conditions of each title, with their source; changed here, they are the office's own."""

from collections.abc import Iterator

from ktd_tui.domain.merit import AwardRule, AwardRules
from ktd_tui.i18n import N_, t
from ktd_tui.operations.scoring.awards import Conditions, drop_rule, rule_as_typed, rules_of, save_rule
from ktd_tui.words import percent
from screens.bindings import bindings
from screens.dialogs.form import Field, FormDialog
from screens.records import Deletion, YearRecordsScreen

YES, NO = "yes", "no"


class AwardRulesScreen(YearRecordsScreen[AwardRule]):
    """One row a title."""

    FOOTER = ("help", "new", "edit", "delete", "history", "back")
    BINDINGS = bindings("new", "edit", "delete")
    COLUMNS = (
        (N_("Titles that begin with"), 28),
        (N_("Points"), 8), (N_("First"), 8), (N_("Quota"), 7), (N_("Registered"), 10),
    )  # fmt: skip
    RIGHT = (1, 2, 3)

    rules: AwardRules

    def read(self) -> Iterator[tuple[str, AwardRule]]:
        """Read the conditions."""
        rules = self.rules = rules_of(self.desk, self.year_id)
        self.entitle(t("Conditions of the titles"))
        return ((rule.title, rule) for rule in rules.rules)

    def cells(self, row: AwardRule) -> tuple[str, ...]:
        """Say a title's conditions."""
        return (
            row.title,
            percent(row.at_least) if row.at_least is not None else "–",
            str(row.best or "–"),
            percent(row.quota) if row.quota is not None else "–",
            t("yes") if row.registered else t("no"),
        )

    def lead(self) -> str:
        """Say whose conditions they are."""
        return self.rules.name

    def detail(self, row: AwardRule | None) -> str:
        """Say where the marked rule comes from."""
        lines = []
        if row and row.by_council:
            lines.append(t("The council chooses among all blocs within the quota."))
        of = row if row and row.source else self.rules
        lines += [t("Source: {text}", text=of.source), t("How sure: {text}", text=of.certainty)]
        return "\n".join(lines)

    def record_here(self) -> tuple[str, str] | None:
        """The set has the history."""
        return (self.rules.id, self.rules.name) if self.ready else None

    def form(self, row: AwardRule | None) -> FormDialog:
        """Ask for a title's conditions, and where they stand."""
        rules = self.rules
        answers = [(YES, t("yes")), (NO, t("no"))]
        now = rule_as_typed(row) if row else Conditions("")
        fields = [
            Field("title", t("Award title"), now.title, t("how it begins, e.g. Bằng khen")),
            Field("at_least", t("Points, %"), now.at_least, t("of all points, e.g. 90"), number=True),
            Field("best", t("First places"), now.best, t("empty: all"), number=True),
            Field("quota", t("Quota, %"), now.quota, t("of the units; empty: none"), number=True),
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

        return FormDialog(t("Conditions of the title") if row else t("New rule"), fields, save, row)

    def deletion(self, row: AwardRule) -> Deletion:
        """Take the marked rule out."""
        rules = self.rules
        question = t("No rule for “{title}” any more? Ctrl+Z brings it back.", title=row.title)
        return Deletion(question, t("Yes, take it out"), lambda: drop_rule(self.desk, rules, row))

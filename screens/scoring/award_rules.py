"""The conditions of each title, with their source; changed here, they are the office's own."""

from collections.abc import Iterator
from typing import Any

from ktd_tui.domain.merit import AwardRule, AwardRules
from ktd_tui.i18n import N_, t
from ktd_tui.operations.scoring.award_rules import (
    RulesPage,
    SetTyped,
    drop_rule,
    rules_page,
    save_rule,
    save_set,
    set_as_typed,
)
from ktd_tui.operations.scoring.conditions import (
    QUOTA_BASES,
    ROUNDINGS,
    VOTES_BY,
    Conditions,
    conditions_told,
    rule_as_typed,
)
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.results.conditions import VOTE_BASES
from ktd_tui.rules.scoring.results.needed import needed_of, needed_written
from ktd_tui.words import percent, short_date
from screens.bindings import bindings, needs
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.settle import Save
from screens.records import Deletion, YearRecordsScreen

YES, NO = "yes", "no"
FLAGS = ("registered", "by_council", "undisciplined")


class AwardRulesScreen(YearRecordsScreen[AwardRule]):
    """One row a title."""

    FOOTER = ("help", "new", "edit", "more", "pane", "delete", "back")
    ASKS = needs(Act.EDIT_COUNCIL, "new", "edit", "open", "delete", "further", "head")
    BINDINGS = bindings(
        "new", "edit", "delete", more=("further", N_("Law, years, vote")), pane=("head", N_("Whole set"))
    )
    COLUMNS = (
        (N_("Titles that begin with"), 28), (N_("Points"), 6), (N_("First places"), 7), (N_("Quota"), 7),
        (N_("Council's vote"), 8), (N_("Registered"), 9),
    )  # fmt: skip
    RIGHT = (1, 2, 3, 4)
    TALL = True

    page: RulesPage
    rules: AwardRules

    def read(self) -> Iterator[tuple[str, AwardRule]]:
        """Read the conditions."""
        self.page = rules_page(self.desk, self.year_id)
        rules = self.rules = self.page.rules
        self.entitle(t("Conditions of the titles"))
        return ((rule.title, rule) for rule in rules.rules)

    def cells(self, row: AwardRule) -> tuple[str, ...]:
        """Say a title's conditions."""
        return (
            row.title,
            percent(row.at_least) if row.at_least is not None else "–",
            str(row.best or "–"),
            percent(row.quota) if row.quota is not None else "–",
            needed_written(needed_of(row)) or "–",
            t("yes") if row.registered else t("no"),
        )

    def lead(self) -> str:
        """Say whose conditions they are, and what is to be looked into."""
        day = short_date(self.page.received)
        lines = [t("{name} · dossiers received on {day}", name=self.rules.name, day=day)]
        if newer := self.page.newer:
            lines.append(
                t("The law has changed since these rules were made: {name}.", name=newer.name)
                + " "
                + t("F6 ends them.")
            )
        if self.rules.to_confirm:
            first = self.rules.to_confirm.partition(". ")[0]  # F6 shows all of it
            lines.append(t("To be confirmed: {text}", text=first))
        return "\n".join(lines)

    def detail(self, row: AwardRule | None) -> str:
        """Say what of the marked rule is law and what custom, and where each stands."""
        if row is not None:
            return "\n".join(conditions_told(row))
        if not self.rules.source:
            return t("No rule is known for that day. F2 adds one.")
        lines = [
            t("Source: {text}", text=self.rules.source),
            t("How sure: {text}", text=self.rules.certainty),
        ]
        return "\n".join(lines)

    def record_here(self) -> tuple[str, str] | None:
        """The set has the history."""
        return (self.rules.id, self.rules.name) if self.ready else None

    def form(self, row: AwardRule | None) -> FormDialog:
        """Ask for a title's conditions, and where they stand."""
        answers = [(YES, t("yes")), (NO, t("no"))]
        bases = [(code, t(name)) for code, name in QUOTA_BASES.items()]
        rounded = [(code, t(name)) for code, name in ROUNDINGS.items()]
        now = rule_as_typed(row) if row else Conditions("")
        fields = [
            Field("title", t("Award title"), now.title, t("how it begins, e.g. Bằng khen")),
            Field("at_least", t("Points, %"), now.at_least, t("of all points, e.g. 90"), number=True),
            Field("points", t("Points"), now.points, t("empty: not asked"), number=True),
            Field("grade", t("Grade"), now.grade, t("the lowest; empty: any")),
            Field("best", t("First places"), now.best, t("empty: all"), number=True),
            Field("quota", t("Quota, %"), now.quota, t("empty: none"), number=True),
            Field("quota_base", t("Quota of"), now.quota_base, choices=bases),
            Field("quota_rounding", t("Rounded"), now.quota_rounding, choices=rounded),
            Field("by_council", t("Council chooses"), YES if now.by_council else NO, choices=answers),
            Field("registered", t("Registered"), YES if now.registered else NO, choices=answers),
            Field("source", t("Source"), now.source, t("the office's regulation, with the article")),
            Field("certainty", t("How sure"), now.certainty),
        ]
        return FormDialog(
            t("Conditions of the title") if row else t("New rule"), fields, self._saver(now), row
        )

    def _saver(self, now: Conditions) -> Save[object]:
        rules = self.rules

        def save(v: dict[str, str], seen: AwardRule | None) -> object:
            typed: dict[str, Any] = {key: value == YES if key in FLAGS else value for key, value in v.items()}
            return save_rule(self.desk, rules, now._replace(**typed), seen)

        return save

    def action_further(self) -> None:
        """Ask for the conditions that the points do not tell, and for the law."""
        row = self.marked
        if row is None:
            return
        now = rule_as_typed(row)
        bases = [(code, t(name)) for code, name in VOTE_BASES.items()]
        voters = [(code, t(name)) for code, name in VOTES_BY.items()]
        fields = [
            Field("law", t("Law"), now.law, t("what the law says, with the article")),
            Field("by_law", t("Set by law"), now.by_law, t("which conditions, “; ” between"), many=True),
            Field("vote", t("Votes needed"), now.vote, t("80 %, hơn 2/3 or 7 phiếu; empty: not asked")),
            Field("vote_base", t("Share of"), now.vote_base, choices=bases),
            Field("vote_by", t("Who votes"), now.vote_by, choices=voters),
            Field("years", t("Years running"), now.years, t("empty: not asked")),
            Field(
                "earlier", t("Titles that count"), now.earlier, t("how they begin, “; ” between"), many=True
            ),
            Field("members_share", t("Members, %"), now.members_share, t("empty: not asked")),
            Field("members_title", t("have the title"), now.members_title),
            Field(
                "undisciplined",
                t("Nobody disciplined"),
                YES if now.undisciplined else NO,
                choices=[(YES, t("yes")), (NO, t("no"))],
            ),
            Field("judged", t("People judge"), now.judged, t("“; ” between"), many=True),
        ]
        self.app.push_screen(FormDialog(row.title, fields, self._saver(now), row))

    def action_head(self) -> None:
        """Ask what the set says of itself: name, sources, for dossiers of which days."""
        if not self.ready:
            return
        now = set_as_typed(self.rules)
        day = t("day/month/year")
        fields = [
            Field("name", t("Name"), now.name),
            Field("source", t("Source"), now.source),
            Field("certainty", t("How sure"), now.certainty),
            Field("valid_from", t("Received from"), now.valid_from, day),
            Field("valid_until", t("Received until"), now.valid_until, t("empty: until further notice")),
            Field("to_confirm", t("To confirm"), now.to_confirm),
            Field("between_equals", t("Between equals"), now.between_equals),
        ]

        def save(values: dict[str, str], seen: AwardRules) -> object:
            return save_set(self.desk, seen, SetTyped(**values))

        self.app.push_screen(FormDialog(t("The set of rules"), fields, save, self.rules))

    def deletion(self, row: AwardRule) -> Deletion:
        """Take the marked rule out."""
        rules = self.rules
        question = t("No rule for “{title}” any more? Ctrl+Z brings it back.", title=row.title)
        return Deletion(question, t("Yes, take it out"), lambda: drop_rule(self.desk, rules, row))

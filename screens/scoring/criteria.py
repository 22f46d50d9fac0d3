"""A year's criteria set, row by row: changed until scoring opens, then only read."""

from collections.abc import Callable, Iterator

from textual import work

from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.i18n import N_, t
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.scoring.criteria import (
    CriteriaPage,
    Seen,
    adopt,
    check_criteria_open,
    criteria_page,
    delete_entry,
    move_entry,
    save_entry,
    save_head,
)
from ktd_tui.operations.scoring.layering.filling import layer_said
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.criteria import HEAD, PARTS, Part, SetLine
from ktd_tui.rules.scoring.kinds.fields import LAYER, EntryField
from ktd_tui.rules.scoring.kinds.sections import CAPPED
from ktd_tui.rules.scoring.scorers.listed import codes_of
from ktd_tui.rules.scoring.sums import maximum
from ktd_tui.sheets.columns import TableKind
from ktd_tui.words import number
from screens.bindings import bindings, needs
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.ordering import OrderedScreen
from screens.records import Deletion, YearRecordsScreen

SHOWN = {"code", "text", "name", "points", "counts", "place"}
"""Fields that the list itself shows."""
CHANGES = {"new", "adopt"}
"""What asks first, to change the set; a row, and what holds for all of it, are looked at in their forms."""


class CriteriaScreen(OrderedScreen, YearRecordsScreen[SetLine]):
    """The set in one table; F6 for what holds for the whole set."""

    ASKS = needs(Act.EDIT_CRITERIA, "new", "edit", "open", "head", "adopt", "move_up", "move_down", "delete")
    BINDINGS = bindings(
        new=("new", N_("Add row")),
        edit=("edit", N_("Edit row")),
        pane=("head", N_("Whole set")),
        more=("adopt", N_("Take another set")),
        move_up="move_up",
        move_down="move_down",
        delete=("delete", N_("Take row out")),
    )
    COLUMNS = ((N_("Kind"), 17), (N_("Code"), 7), (N_("Text"), 39), (N_("Points"), 7))
    RIGHT = (3,)
    TALL = True

    page: CriteriaPage

    def check_asked(self, action: str) -> None:
        """Refuse a change that nobody may make any more before anything is filled in for it."""
        super().check_asked(action)
        if action in CHANGES and self.ready:
            check_criteria_open(self.desk, self.page.year)

    def read(self) -> Iterator[tuple[str, SetLine]]:
        """Read the set."""
        page = self.page = criteria_page(self.desk, self.year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Criteria"))
        return ((f"{line.part} {line.key}", line) for line in page.lines)

    def cells(self, row: SetLine) -> tuple[str, ...]:
        """Say what the row is, its code, text and points."""
        code = row.key if row.part not in (Part.BAR, Part.KNOCK_OUT, Part.GRADE) else ""
        points = "" if row.points is None else number(row.points)
        return t(PARTS[row.part].name), code, self._said(row), points

    def lead(self) -> str:
        """Say which set it is, and whether it can be changed."""
        of, frozen = self.page.of, self.page.frozen
        if of is None:
            return self.advice("new", t("This year has no criteria set yet. F2 takes one."))
        state = t("frozen since scoring opened") if frozen else t("can be changed until scoring opens")
        points = number(maximum(of))
        stands = t(
            "Version {version} · {points} points · {state}", version=of.version, points=points, state=state
        )
        return f"{of.name}\n{stands}"

    def _said(self, row: SetLine) -> str:
        """Say a row; a layer that the bloc calls nothing else by the word of its blocs."""
        of = self.page.of
        return layer_said(of, row.key) if of and row.part == Part.LAYER else row.text

    def detail(self, row: SetLine | None) -> str:
        """Say the marked row in full."""
        if row is None:
            return ""
        return "\n".join(part for part in (self._said(row), _typed_of(row)) if part)

    @work(exclusive=True)
    async def take_pasted(self, text: str) -> None:
        """Put pasted rows among the set's; with groups of their own they are the whole set. Shown first."""
        from screens.data.pasting import paste_table

        page = self.page
        name = page.of.name if page.of else ""
        asked = Asked(page.bloc.code, page.year.year, name=name, adds=page.of is not None)
        await paste_table(self, text, asked, TableKind.CRITERIA)

    def record_here(self) -> tuple[str, str] | None:
        """The set has the history."""
        of = self.page.of if self.ready else None
        return (of.id, of.name) if of else None

    @work(exclusive=True)
    async def action_new(self) -> None:
        """Add a row of a kind that is asked for; a criterion goes to the group that is marked."""
        if not self.ready or self.page.of is None:
            await self._take()
            return
        kinds = [(part, t(rules.name)) for part, rules in PARTS.items()]
        chosen = await self.app.push_screen_wait(PickDialog(t("What is to be added?"), kinds))
        if chosen is not None and (form := self._form(chosen, None)):
            self.app.push_screen(form)

    def form(self, row: SetLine | None) -> FormDialog | None:
        """Ask for what the marked row holds."""
        return self._form(row.part, row) if row else None

    def _form(self, part: str, line: SetLine | None) -> FormDialog | None:
        of, group = self.page.of, self._group()
        if of is None:
            return None
        fields = [
            _field(field, getattr(line.entry, field.attribute, line.key) if line else None, of)
            for field in PARTS[part].fields
            if not (line and field.only_new)
        ]

        def save(values: dict[str, str], seen: Seen) -> object:
            key = line.key if line else None
            return save_entry(self.desk, seen, part, key, {**values, "group": group})

        name = t(PARTS[part].name)
        title = name if line else " · ".join((name, t("new")))
        return FormDialog(title, fields, save, Seen(self.year_id, of))

    def _group(self) -> str:
        """Return the group of the marked row, or the last one; of a bonus or deduction where it stands."""
        key = self.marked.key if self.marked else ""
        for section in CAPPED:
            if self.page.of and any(c.code == key for c in getattr(self.page.of, section.field)):
                return section.field
        groups = self.page.of.groups if self.page.of else ()
        for group in groups:
            if group.code == key or any(c.code == key for c in group.criteria):
                return group.code
        return groups[-1].code if groups else ""

    def deletion(self, row: SetLine) -> Deletion:
        """Ask whether the row is taken out of the set."""
        seen = Seen(self.year_id, self.page.of)
        question = t("Take this row out? “{text}”", text=f"{row.key} {self._said(row)}".strip())
        yes = t("Yes, take it out")
        return Deletion(question, yes, lambda: delete_entry(self.desk, seen, row.part, row.key))

    def moving(self, by: int) -> Callable[[], object] | None:
        """Move the marked row; one that leaves its group at one end goes to the group there."""
        row = self.marked if self.ready else None
        if row is None:
            return None
        seen = Seen(self.year_id, self.page.of)
        return lambda: move_entry(self.desk, seen, row.part, row.key, by)

    def action_head(self) -> None:
        """Change what holds for the whole set."""
        if not self.ready or (of := self.page.of) is None:
            return
        fields = [_field(field, getattr(of, field.attribute), of) for field in HEAD]

        def save(values: dict[str, str], seen: Seen) -> object:
            return save_head(self.desk, seen, values)

        self.app.push_screen(FormDialog(t("Whole set"), fields, save, Seen(self.year_id, of)))

    @work(exclusive=True)
    async def action_adopt(self) -> None:
        """Take a template, or the set of another year."""
        await self._take()

    async def _take(self) -> None:
        if not self.ready:
            return
        chosen = await self.app.push_screen_wait(
            PickDialog(
                t("Which set?"),
                self.page.others,
                empty=t("There is no other set of criteria: F2 builds this one."),
            )
        )
        if chosen is not None:
            await self.act(lambda: adopt(self.desk, self.year_id, chosen))
            self.action_reload()


def _typed_of(row: SetLine) -> str:
    """Say what else was typed of a row («Các mức: 1: 6; 2: 4 · Hệ số: 2»), nothing of what is as usual."""
    said = []
    for field in PARTS[row.part].fields:
        value = getattr(row.entry, field.attribute, field.blank)
        if field.key not in SHOWN and value not in (field.blank, None, ""):
            words = field.codec.choices.get(field.codec.write(value))
            text = t(words) if words else field.codec.write(value).replace("\n", "; ")
            said.append(f"{t(field.label)}: {text}")
    return " · ".join(said)


def _field(of: EntryField, value: object, criteria: CriteriaSet) -> Field:
    """Return a field of a form: what is typed of a row, or of the whole set."""
    choices = {key: t(words) for key, words in of.codec.choices.items()}
    if of is LAYER:
        every = {"": choices[""]}
        choices = every | {of.codec.write(code): layer_said(criteria, code) for code in codes_of(criteria)}
    begins = of.blank if value is None and of.is_choice else value
    return Field(
        of.key,
        t(of.label),
        "" if begins is None else of.codec.write(begins),
        t(of.hint) if of.hint else "",
        choices=list(choices.items()),
        many=of.codec.many,
        number=not of.is_text and value is not None,
    )

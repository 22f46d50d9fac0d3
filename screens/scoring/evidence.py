"""A unit's evidence, criterion by criterion: handed in, judged, and what is missing."""

from collections.abc import Iterator
from typing import NamedTuple

from textual import work

from ktd_tui.domain.evidence import Evidence, EvidenceState
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.scope import Where
from ktd_tui.operations.scoring.evidence import (
    EvidencePage,
    Handed,
    accept,
    evidence_page,
    hand_in,
    refuse,
    withdraw_evidence,
)
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.evidence import STATES
from ktd_tui.rules.scoring.score_rows import ScoreRow
from ktd_tui.words import number, short_date
from screens.bindings import bindings, needs
from screens.dialogs.ask import AskDialog
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.records import Deletion, YearRecordsScreen, next_place

NOTHING_YET = "?"
"""Before the code of a row without evidence: such a row is none of the data."""


class EvidenceLine(NamedTuple):
    """A criterion with one piece of its evidence, or with none."""

    row: ScoreRow
    one: Evidence | None


def _none_missing(of: EvidencePage) -> str:
    """Say why no evidence is missing: all is there, or nobody gave points that ask for some."""
    if of.scored:
        return t("Every criterion with points has evidence.")
    return t("{unit} has no points yet, so nothing asks for evidence.", unit=of.unit.label)


class EvidenceScreen(YearRecordsScreen[EvidenceLine]):
    """A row a piece of evidence, or a criterion that has none; the marked one in full below."""

    RETURNS = False
    ASKS = needs(Act.HAND_IN_EVIDENCE, "new", "edit", "open", "delete") | needs(Act.REVIEW_SCORES, "judge")
    BINDINGS = bindings(
        new=("new", N_("Hand in")),
        edit=("edit", N_("Edit evidence")),
        more=("judge", N_("Accept, refuse")),
        next_missing=("next_missing", N_("Next missing")),
        delete=("delete", N_("Take back")),
        previous_missing=("previous_missing", N_("Previous missing")),
    )
    COLUMNS = ((N_("Code"), 6), (N_("Evidence"), 34), (N_("Number"), 16), (N_("State"), 14))
    TALL = True

    page: EvidencePage

    def __init__(self, bloc_year_id: str, unit_id: str, code: str) -> None:
        super().__init__(bloc_year_id)
        self._unit_id, self._first = unit_id, code

    def read(self) -> Iterator[tuple[str, EvidenceLine]]:
        """Read the unit's evidence, and which criteria lack some."""
        page = self.page = evidence_page(self.desk, self.year_id, self._unit_id)
        self.entitle(page.bloc.name, str(page.year.year), page.unit.label, t("Evidence"))
        return _lines(page)

    def cells(self, row: EvidenceLine) -> tuple[str, ...]:
        """Say a piece of evidence and how it was judged, or that it is missing."""
        of, one = row
        if one is not None:
            return of.code, one.title, one.number or "–", t(STATES[one.state])
        return of.code, f"({of.text})", "–", t("! missing") if of.code in self.page.missing else "–"

    def detail(self, row: EvidenceLine | None) -> str:
        """Say the criterion, and what is known of its evidence."""
        if row is None:
            return ""
        lines = [f"{row.row.code} {row.row.text}"]
        if one := row.one:
            day = short_date(one.day) if one.day else "–"
            lines += [f"{one.title} · {one.number or '–'} · {day}", _where(one)]
            if one.remark:
                lines.append(t("Refused because: {reason}", reason=one.remark))
        return "\n".join(lines)

    def begin(self) -> None:
        """Begin at the criterion from which one came."""
        super().begin()
        self._go_to(self._first)

    def show(self) -> None:
        """Say also how much is missing."""
        super().show()
        n = len(self.page.missing)
        self.say(
            plural(
                "{n} criterion has points but no evidence.", "{n} criteria have points but no evidence.", n
            )
            if n
            else _none_missing(self.page)
        )

    def history_of(self, row: EvidenceLine) -> tuple[str, str] | None:
        """The marked evidence has the history."""
        return (row.one.id, row.one.title) if row.one else None

    def action_new(self) -> None:
        """Hand evidence in for the marked criterion."""
        if row := self.marked:
            self._fill_in(row._replace(one=None))

    def asked_of(self, action: str) -> Where:
        """The unit that is shown asks for it."""
        del action
        return self.year_of_unit(self._unit_id)

    def form(self, row: EvidenceLine | None) -> FormDialog | None:
        """Ask where the marked criterion's evidence lies."""
        if row is None:
            return None
        code, one = row.row.code, row.one
        fields = [
            Field("title", t("Evidence"), one.title if one else ""),
            Field("number", t("Number"), one.number if one else "", t("the document's number")),
            Field(
                "day",
                t("Document's date"),
                short_date(one.day) if one and one.day else "",
                t("day/month/year"),
            ),
            Field("address", t("Path, address"), one.address if one else "", "/…, https://…"),
        ]

        def save(values: dict[str, str], seen: Evidence | None) -> object:
            return hand_in(self.desk, self.year_id, self._unit_id, Handed(code, **values), seen)

        question = t("Evidence of {unit} for {code}", unit=self.page.unit.name, code=code)
        return FormDialog(question, fields, save, one)

    @work(exclusive=True)
    async def action_judge(self) -> None:
        """Accept or refuse the marked evidence."""
        one = self.marked.one if self.marked else None
        if one is None:
            self.warn(t("There is nothing to judge yet: F2 hands evidence in."))
            return
        why, choices = (
            t("Why is it refused?"),
            [("accept", t("Accept")), ("refuse", t("Refuse, with a reason"))],
        )
        key = await self.app.push_screen_wait(PickDialog(one.title, choices))
        judged: Evidence | None = None
        if key == "accept":
            judged = await self.act(lambda: accept(self.desk, one), adds=False)
        elif key == "refuse" and (reason := await self.app.push_screen_wait(AskDialog(why, one.remark))):
            judged = await self.act(lambda: refuse(self.desk, one, reason), adds=False)
        if judged is not None:
            self.action_reload()

    def deletion(self, row: EvidenceLine) -> Deletion | None:
        """Take the marked evidence back."""
        one = row.one
        if one is None:
            return None
        question = t("Take this evidence back? “{title}”", title=one.title)
        return Deletion(question, t("Yes, take it back"), lambda: withdraw_evidence(self.desk, one))

    def action_next_missing(self) -> None:
        """Go to the next criterion with points but without evidence."""
        self._jump(1)

    def action_previous_missing(self) -> None:
        """Go to the one before."""
        self._jump(-1)

    def _jump(self, way: int) -> None:
        if not self.ready:
            return
        if self.marked is None or not self.page.missing:
            self.say(_none_missing(self.page))
            return
        codes = [row.code for row in self.page.rows]
        places = [codes.index(code) for code in self.page.missing]
        self._go_to(codes[next_place(places, codes.index(self.marked.row.code), way)])

    def _go_to(self, code: str) -> None:
        """Go to the row that lacks evidence for a criterion, else to its first piece."""
        lines = list(enumerate(self.rows.values()))
        wanted = [n for n, of in lines if of.row.code == code and of.one is None]
        wanted += [n for n, of in lines if of.row.code == code]
        if wanted:
            self.table.move_cursor(row=wanted[0], animate=False)


def _lines(page: EvidencePage) -> Iterator[tuple[str, EvidenceLine]]:
    for row in page.rows:
        for one in page.found.get(row.code, ()):
            yield one.id, EvidenceLine(row, one)
        if row.code in page.missing or row.code not in page.found:
            yield NOTHING_YET + row.code, EvidenceLine(row, None)


def _where(one: Evidence) -> str:
    """Say where evidence lies, and what was read of it."""
    if not one.address:
        return t("no path or address") if one.state is not EvidenceState.AWAITED else t("not handed in yet")
    if one.size is None:
        return t("{address} (not read)", address=one.address)
    size = number(one.size)
    if not one.sha256:
        return t("{address} · {size} bytes, too large for a checksum", address=one.address, size=size)
    return t("{address} · {size} bytes · SHA-256 {sum}", address=one.address, size=size, sum=one.sha256)

"""Which criterion each row of a table means: by its code, its words, its place; under which heading."""

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.data.import_rows import Run
from ktd_tui.operations.data.intake.cells import BadCell, code_cell, in_cell, text
from ktd_tui.operations.data.intake.criteria.criteria_tree import section_headed
from ktd_tui.rules.scoring.codes import (
    CodeMeant,
    as_code,
    code_meant_by,
    is_other_wording,
    opens_group,
    split_code,
    unworded,
)
from ktd_tui.rules.scoring.kinds.sections import GROUPS
from ktd_tui.rules.scoring.score_rows import score_row, score_rows
from ktd_tui.sheets.columns import plain_head
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.furniture import Why
from ktd_tui.sheets.head_words import SERIALS
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.text import plain_name


class Coded(NamedTuple):
    """How a row writes its criterion: a code, and what it says."""

    code: str
    words: str


def code_and_words(row: TableRow, words_key: str) -> Coded:
    """Return the code and the words of a row; a code at the beginning of either is taken off the words.

    «I. NHIỆM VỤ» merged over the columns is the code I; words alone have no code.

    Raises:
        BadCell: One of the cells cannot be used.
    """
    shown, words = unworded(code_cell(row)), text(row, words_key)
    if shown and not words and any(len(word) > 1 and word.isalpha() for word in shown.split()[1:]):
        return Coded(*split_code(shown))
    return Coded(shown, words) if shown else Coded(*split_code(words))


def rows_coded(table: ReadTable, words_key: str, of: CriteriaSet) -> tuple[TableRow, ...]:
    """Return the rows of a table; a number that only counts them is no code.

    «STT» counts where the column of the criteria begins with their codes: «1 | I.2 Sáng kiến». Else, where
    the rows name their units, it says the criterion where it begins anew with each unit, and counts where
    it goes on from one unit to the next.

    Raises:
        Refused: It counts them, and nothing else says which criterion a row is of.
    """
    head = table.heads.get("code", "")
    if plain_head(head) not in SERIALS:
        return table.rows
    coded = _words_have_codes(table.rows, words_key, {row.code for row in score_rows(of)})
    if not coded and ("unit" not in table.heads or not _counts(table.rows)):
        return table.rows
    rows = tuple(
        row._replace(cells={k: c for k, c in row.cells.items() if k != "code"}) for row in table.rows
    )
    if not any(words_key in row.cells for row in rows):
        raise Refused(
            N_(
                "{place}: “{head}” numbers the rows, and nothing says of which criterion each is: "
                "a column “Mã tiêu chí” does, or the criteria as heads."
            ),
            place=table.where,
            head=head,
        )
    return rows


def _words_have_codes(rows: Sequence[TableRow], words_key: str, codes: Collection[str]) -> bool:
    """Tell whether what says the criteria begins with a code of one in every row, and «STT» says another."""
    written = [(row, _text(row, words_key)) for row in rows]
    inside = [as_code(split_code(unworded(words)).code or unworded(words)) for _, words in written]
    return (
        bool(rows)
        and all(code in codes for code in inside)
        and any(as_code(_text(row, "code")) != code for (row, _), code in zip(written, inside, strict=True))
    )


def _counts(rows: Sequence[TableRow]) -> bool:
    """Tell whether a number of a row only counts it.

    It does where no unit has two rows and the numbers differ; and where a number follows the one before,
    though it is of another unit.
    """
    found = [(as_code(_text(row, "code")), plain_name(_text(row, "unit"))) for row in rows]
    if len(rows) == 1:
        return found[0][0].isdecimal()
    codes, units = (
        zip(*(one for one in found if one[0]), strict=True) if any(c for c, _ in found) else ((), ())
    )
    if "" not in units and len(set(units)) == len(units) and len(set(codes)) > 1:
        return True
    return any(
        later.isdecimal() and before.isdecimal() and int(later) == int(before) + 1 and unit != other
        for (before, other), (later, unit) in pairwise(found)
    )


class Meaning:
    """Tells the criteria of a table's rows, one after the other."""

    def __init__(self, run: Run, criteria: CriteriaSet, rows: Sequence[TableRow], words_key: str) -> None:
        self.criteria = criteria
        self._run = run
        self._words_key = words_key
        self._group = self._written = ""
        self._headings = 0
        self._heading = 0
        self._at: tuple[object, ...] = ()
        self._known: dict[tuple[Coded, str, str], CodeMeant] = {}
        self._said: dict[tuple[object, object], Coded] = {}
        self._places = _by_place(criteria, rows, words_key)
        self._codes = {row.code for row in score_rows(criteria)}
        self._groups = {group.code for group in criteria.groups}
        codes = {as_code(row.cells["code"].text) for row in rows if "code" in row.cells}
        self._parents = {code.rpartition(".")[0] for code in codes} & codes

    def of(self, row: TableRow, *, empty: bool) -> CodeMeant:
        """Return what a row means; a heading is for the rows below it.

        Args:
            empty: Nothing stands in it beside its code and its words.

        Raises:
            BadCell: It means no criterion, or two.
        """
        said = self._coded(row)
        if self._at == (row.sheet, row.number, said):  # the same heading, of the next unit
            return CodeMeant(self._group, is_group=True)
        key = said, self._group, self._written
        if key not in self._known:
            self._known[key] = self._find(said)
        meant = self._known[key]
        if meant.other:
            raise BadCell(
                "code",
                N_("{code} is another criterion than “{text}”, which is {other}. Mend the code or the text."),
                code=meant.code, text=said.words, other=meant.other,
            )  # fmt: skip
        if not meant.code and self._is_inner(said):
            return CodeMeant(as_code(said.code), is_group=True)
        if not meant.code and self._is_heading(said, empty=empty):
            return self._begin(row, said)
        if meant.is_group:
            self._group, self._heading, self._written = meant.code, row.number, as_code(said.code)
            self._at = row.sheet, row.number, said
            return meant
        place = self._places.get((row.sheet, row.number), "")
        return meant if meant.code or not place else CodeMeant(place)

    def _find(self, said: Coded) -> CodeMeant:
        """Find what a row means; «1.2» under the heading «1» is the second of its group."""
        found = code_meant_by(self.criteria, said.code, self._group, said.words)
        above, _, place = as_code(said.code).rpartition(".")
        if found.code or not above or above != self._written:
            return found
        return code_meant_by(self.criteria, place, self._group, said.words)

    def code(self, row: TableRow, meant: CodeMeant) -> str:
        """Return the criterion's code, and tell where it is written otherwise.

        Raises:
            BadCell: There is none.
        """
        said = self._coded(row)
        if not meant.code and not said.code:
            if not said.words:
                raise BadCell("code", N_("The criterion's code is missing."))
            message = N_("No criterion says “{text}”: the code is missing.")
            raise BadCell(_key_of(row, self._words_key), message, text=said.words)
        if not meant.code:
            with in_cell("code"):
                score_row(self.criteria, said.code)
        code = meant.code or said.code
        if code != as_code(said.code):
            key, shown = _key_of(row, self._words_key), said.code or said.words
            self._run.note(row, key, N_("“{written}” is {code}"), written=shown, code=code)
        return code

    def _coded(self, row: TableRow) -> Coded:
        """Return what a row writes; with units across, a line makes a row for each of them."""
        place = row.cells.get("code"), row.cells.get(self._words_key)
        if place not in self._said:
            said = code_and_words(row, self._words_key)
            bare = not said.code and as_code(said.words) in self._codes  # codes under the head «Tiêu chí»
            self._said[place] = Coded(said.words, "") if bare else said
        return self._said[place]

    def _is_heading(self, said: Coded, *, empty: bool) -> bool:
        apart = section_headed(said.words) is not GROUPS and (opens_group(said.code) or not said.code)
        below = empty and (opens_group(said.code) or not said.code) and bool(said.words)
        return apart or as_code(said.code) in self._parents or below

    def _is_inner(self, said: Coded) -> bool:
        """Tell whether a row only heads some of its group's rows: «1» over 1.1 and 1.2, under I."""
        return opens_group(self._written) and as_code(said.code) in self._parents - self._groups

    def _begin(self, row: TableRow, said: Coded) -> CodeMeant:
        """Take a row as the heading of those below it: a group by its name or place, or a part of its own."""
        if row.number != self._heading:
            self._headings, self._heading = self._headings + 1, row.number
            self._written = as_code(said.code)
            groups = self.criteria.groups
            section = section_headed(said.words)
            by_name = [one.code for one in groups if plain_name(one.name) == plain_name(said.words)]
            by_place = groups[self._headings - 1].code if self._headings <= len(groups) else ""
            known = "" if self._written in self._parents and self._written not in self._groups else said.code
            code = by_name[0] if by_name else known or ("" if section is not GROUPS else by_place)
            self._group = code if section is GROUPS or code else section.field
            if code and code != self._written:
                key = _key_of(row, self._words_key)
                shown = f"{said.code} {said.words}".strip()
                self._run.note(row, key, N_("“{written}” is {code}"), written=shown, code=code)
        return CodeMeant(self._group, is_group=True)

    def tell_wording(self, row: TableRow, code: str) -> None:
        """Tell where a table says something else under a code than the year's criteria do."""
        written, known = code_and_words(row, self._words_key).words, score_row(self.criteria, code).text
        if _text(row, "code") and is_other_wording(written, known):
            message = N_("{code}: the table has “{said}”, the criteria of the year “{known}”")
            self._run.note(row, self._words_key, message, code=code, said=written, known=known)

    def pass_group(self, row: TableRow) -> None:
        """Say that a row is the heading of a group."""
        said = self._coded(row)
        self._run.pass_over(row, f"{said.code} {said.words}".strip(), Why.GROUP)


def _by_place(criteria: CriteriaSet, rows: Sequence[TableRow], words_key: str) -> dict[tuple[str, int], str]:
    """Return codes by the rows' places, where a table numbers all criteria from 1 on, or has no codes."""
    shown: dict[tuple[str, int], str] = {}
    for row in rows:
        code = row.cells["code"].text if "code" in row.cells else split_code(_text(row, words_key)).code
        if not opens_group(as_code(code)) and (code or "points" in row.cells):
            shown.setdefault((row.sheet, row.number), as_code(code))
    codes = [row.code for row in score_rows(criteria)]
    numbers = [str(n) for n in range(1, len(codes) + 1)]
    if list(shown.values()) not in (numbers, [""] * len(codes)):
        return {}
    return dict(zip(shown, codes, strict=True))


def _key_of(row: TableRow, words_key: str) -> str:
    """Return the column in which a row says which criterion it is of."""
    return "code" if "code" in row.cells else words_key


def _text(row: TableRow, key: str) -> str:
    return row.cells[key].text if key in row.cells else ""

"""What the data knows that tells what a table is; and what is taken for no list, though units stand in it."""

from collections.abc import Collection
from contextlib import suppress

from ktd_tui.domain.organisation import Council, Unit
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named, year_of
from ktd_tui.rules.scoring.codes import codes_by_text
from ktd_tui.rules.scoring.kinds.sections import CAPPED
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.rules.scoring.scorers.listed import own_names
from ktd_tui.sheets.columns import TableKind, plain_head
from ktd_tui.sheets.file_tables import EVIDENCE, tells_evidence
from ktd_tui.sheets.furniture import Why
from ktd_tui.sheets.head_words import UNIT_WORDS, heads_in
from ktd_tui.sheets.layout import ReadFile
from ktd_tui.sheets.points_columns import Known
from ktd_tui.text import in_short, plain_name

_OF_UNITS = frozenset(("thu truong", "thu truong don vi", "dia chi", "so dien thoai"))
"""Heads of what stands beside units in lists of them, and makes no other table of it: told as not read."""
_ACCOUNTS = frozenset(("tai khoan", "ten tai khoan", "ten dang nhap", "account", "user"))
_ROLES = frozenset(("vai tro", "role", "quyen", "phan quyen", "nhom quyen", "vai tro he thong"))
"""Heads of tables of users."""


def known_by(desk: Desk, asked: Asked) -> Known:
    """Return what the data knows that heads may name: units, and the criteria of the year."""
    units = desk.store.find(Unit)
    called = [(unit.name, unit.short_name) for unit in units]
    called += [(old.name, old.short_name) for unit in units for old in unit.former_names]
    written = [*(name for of in called for name in of if name), *(name for name, _ in asked.means)]
    names = {same(name) for name in written for same in (plain_name, in_short)}
    titles = frozenset(plain_name(one.name) for of in desk.store.find(Council) for one in of.award_titles)
    known = Known(frozenset(names), titles=titles)
    with suppress(KtdError):
        year = year_of(desk, bloc_named(desk, asked.bloc), asked.year or 0)
        criteria = desk.store.get(CriteriaSet, year.criteria_id or "")
        codes = frozenset(row.code for row in score_rows(criteria))
        texts = {**_only_ones(criteria), **codes_by_text(criteria)}
        known = known._replace(codes=codes, layers=own_names(criteria), texts=texts)
    return known


def _only_ones(criteria: CriteriaSet) -> dict[str, str]:
    """Return the codes of the only bonus and the only deduction, by what a column of them is called."""
    rows = {
        section: [row.code for row in score_rows(criteria) if row.section is section] for section in CAPPED
    }
    only = {section: codes[0] for section, codes in rows.items() if len(codes) == 1}
    return {plain_name(head): code for section, code in only.items() for head in section.headings}


def check_list(name: str, file: ReadFile, titles: Collection[str]) -> None:
    """Refuse a table that has nothing of a list of units but their names, and much beside: it is no list.

    Args:
        titles: Names of the council's titles as ``plain_name`` has them.

    Raises:
        Refused: It is none; what stands beside is named.
    """
    _check_accounts(name, file)
    if file.tables[0].kind is TableKind.CRITERIA:
        _check_criteria(name, file)
    if file.tables[0].kind is TableKind.TITLES:
        _check_titles(name, file)
    if file.tables[0].kind is not TableKind.UNITS or set(file.tables[0].heads) > {"name"}:
        return
    _check_headings(name, file, titles)
    strange = [one for one in file.passed if one.why in (Why.COMPUTED, Why.NUMBERS_UNKNOWN, Why.OF_OTHERS)]
    strange = [one for one in strange if _OF_UNITS.isdisjoint(map(plain_head, heads_in(one.text)))]
    if any(tells_evidence(one.text) for one in file.passed):
        raise Refused(EVIDENCE, path=name)
    if strange and file.tables[0].mark is None:
        raise Refused(
            N_(
                "{path} names units, but {columns} belong to no list of units. A table of points needs the "
                "codes or the texts of criteria as heads. If it is a list of units: --kind units; if another "
                "table: its --kind, which then says what heads it needs."
            ),
            path=name,
            columns=", ".join(f"“{one.text}”" for one in strange),
        )


def _check_headings(name: str, file: ReadFile, titles: Collection[str]) -> None:
    """Refuse units under headings that are titles: who got them, or aims at them, would be lost."""
    over = (one.text.rpartition(" | ")[2] for one in file.passed if one.why is Why.HEADING)
    if found := [text for text in over if plain_name(text) in titles]:
        raise Refused(
            N_(
                "{path} has titles over units: {titles}. Write the title beside each unit, in a column "
                "“Danh hiệu, hình thức khen thưởng” where it was given, “Danh hiệu đăng ký” where it is "
                "aimed at; if it is a list of units: --kind units."
            ),
            path=name,
            titles=", ".join(f"“{text}”" for text in found),
        )


def _check_accounts(name: str, file: ReadFile) -> None:
    """Refuse accounts with their roles: nobody of the directory, no unit of a list."""
    heads = {plain_head(one.text) for one in file.passed if one.column is not None}
    if not (_ACCOUNTS.isdisjoint(heads) or _ROLES.isdisjoint(heads)):
        raise Refused(
            N_(
                "{path} lists accounts and their roles: “ktd user import {path}” gives them, “ktd user add” "
                "a single one. If it is a list of people or units: --kind."
            ),
            path=name,
        )


def _check_titles(name: str, file: ReadFile) -> None:
    """Refuse titles beside units: decisions, or what units aim at, which would be dropped."""
    units = [one for one in file.passed if one.why is Why.OF_OTHERS and plain_head(one.text) in UNIT_WORDS]
    if units and file.tables[0].mark is None:
        raise Refused(
            N_(
                "{path} has titles and units, but does not say whether they were given or are aimed at. "
                "Given: columns “Số quyết định”, “Ngày quyết định”, or “Quyết định số … ngày …” above it; "
                "aimed at: the head “Danh hiệu đăng ký”; if it is the list of titles: --kind titles."
            ),
            path=name,
        )


def _check_criteria(name: str, file: ReadFile) -> None:
    """Refuse criteria with numbers under names that nobody bears: points that would replace the criteria."""
    strange = [one for one in file.passed if one.why is Why.NUMBERS_UNKNOWN]
    if strange and file.tables[0].mark is None:
        raise Refused(
            N_(
                "{path} lists criteria, but has numbers under {columns}, too. If these are units, say which: "
                "--means “{first}=unit”; if it is a list of criteria: --kind criteria."
            ),
            path=name,
            columns=", ".join(f"“{one.text}”" for one in strange),
            first=strange[0].text,
        )

"""``ktd criteria``: a year's criteria set shown, taken from another, changed row by row."""

from argparse import Namespace
from collections.abc import Mapping
from decimal import Decimal
from typing import TypedDict

from ktd_tui.commands.frame import Answer, Commands, Option, spaced
from ktd_tui.commands.meant import year_meant
from ktd_tui.commands.options import IN_A_YEAR, texts
from ktd_tui.commands.registry import help_of
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.criteria import (
    Seen,
    adopt,
    criteria_page,
    delete_entry,
    move_entry,
    save_entry,
    save_head,
)
from ktd_tui.operations.scoring.layering.filling import layer_said
from ktd_tui.rules.scoring.criteria import HEAD, PARTS, Part, row_typed
from ktd_tui.rules.scoring.placing import line_named
from ktd_tui.text import fold
from ktd_tui.words import number

FIELDS = {field.key: field for rules in PARTS.values() for field in rules.fields}
"""What is typed of a row, by its key: of several kinds of rows the same."""
ROW: Mapping[str, str] = {
    **{key: field.label for key, field in FIELDS.items()},
    "group": N_("the group of a new criterion"),
}

PART = Option("part", N_("what the row is"), choices=tuple(map(str, PARTS)))
KEY = N_("KEY")


class _Row(TypedDict):
    part: str
    key: str
    text: str
    points: Decimal | None


class _Set(TypedDict):
    name: str | None
    version: str | None
    frozen: bool
    rows: list[_Row]
    others: list[str]


COMMANDS = Commands()
CRITERIA = COMMANDS.group("criteria", help_of("criteria"), *IN_A_YEAR)


@CRITERIA.listing("show", N_("show the set, and which others there are"))
def _show(desk: Desk, options: Namespace) -> Answer[_Set]:
    page = criteria_page(desk, year_meant(desk, options).id)
    others = [name for _, name in page.others]
    rows: list[_Row] = []
    lines = [page.of.name if page.of else t("The year has no criteria set yet.")]
    for row in page.lines:
        rows.append({"part": row.part, "key": row.key, "text": row.text, "points": row.points})
        points = number(row.points) if row.points is not None else ""
        said = layer_said(page.of, row.key) if page.of and row.part == Part.LAYER else row.text
        lines.append(spaced(row.key, said if said != row.key else "", points))
    lines += [t("Another set: {name}", name=name) for name in others]
    data: _Set = {
        "name": page.of.name if page.of else None,
        "version": page.of.version if page.of else None,
        "frozen": page.frozen,
        "rows": rows,
        "others": others,
    }
    return Answer(data, lines)


@CRITERIA.add(
    "take",
    N_("take another set, by its name or version"),
    Option("set", N_("the set's name or version"), N_("NAME")),
)
def _take(desk: Desk, options: Namespace) -> None:
    year = year_meant(desk, options)
    adopt(desk, year.id, _named(desk, options.set))


@CRITERIA.add(
    "put",
    N_("add a row, or change the one with that key; what is left out stays"),
    PART,
    Option("--key", N_("the row's code, name or text; none: a new row"), KEY),
    *texts(ROW),
)
def _put(desk: Desk, options: Namespace) -> None:
    seen = _seen(desk, options)
    there = line_named(seen.of, options.part, options.key) if seen.of and options.key is not None else None
    given = {name: text for name in ROW if (text := getattr(options, name)) is not None}
    values = dict.fromkeys(ROW, "") | (row_typed(there) if there else {}) | given
    save_entry(desk, seen, options.part, options.key, values)


@CRITERIA.add("drop", N_("take a row out"), PART, Option("key", N_("the row's code, name or text"), KEY))
def _drop(desk: Desk, options: Namespace) -> None:
    delete_entry(desk, _seen(desk, options), options.part, options.key)


@CRITERIA.add(
    "move",
    N_("move a row by a place; beyond the end of its group it goes to the next"),
    PART,
    Option("key", N_("the row's code, name or text"), KEY),
    Option("way", N_("up or down"), choices=("up", "down")),
)
def _move(desk: Desk, options: Namespace) -> None:
    move_entry(desk, _seen(desk, options), options.part, options.key, -1 if options.way == "up" else 1)


@CRITERIA.add(
    "head",
    N_("change what holds for the whole set; what is left out stays"),
    *texts({field.key: field.label for field in HEAD}),
)
def _head(desk: Desk, options: Namespace) -> None:
    seen = _seen(desk, options)
    if seen.of is None:
        raise Refused(N_("The year has no criteria set yet."))
    given = {field.key: getattr(options, field.key) for field in HEAD}
    save_head(desk, seen, {name: text for name, text in given.items() if text is not None})


def _seen(desk: Desk, options: Namespace) -> Seen:
    year = year_meant(desk, options)
    return Seen(year.id, criteria_page(desk, year.id).of)


def _named(desk: Desk, name: str) -> str:
    wanted = fold(name)
    found = [s for s in desk.store.find(CriteriaSet) if wanted in (fold(s.name), fold(s.version))]
    if len(found) != 1:
        raise Refused(
            N_("“{name}” names no criteria set, or several; “ktd criteria show” lists them."), name=name
        )
    return found[0].id

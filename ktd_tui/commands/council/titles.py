"""``ktd title``: the council's titles and commendations, listed, added, changed, confirmed."""

from argparse import Namespace
from collections.abc import Sequence
from typing import TypedDict

from ktd_tui.commands.frame import Answer, Commands, Option, spaced
from ktd_tui.commands.options import JSON, TEXT
from ktd_tui.commands.registry import help_of
from ktd_tui.domain.merit import AwardTitle
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.council.titles import (
    EMPTY,
    KINDS,
    LEVELS,
    WHOM,
    Office,
    TitleTyped,
    add_titles_of_law,
    confirm_titles,
    drop_title,
    move_title,
    save_title,
    title_as_typed,
    title_meant,
)
from ktd_tui.operations.desk import Desk

TITLE = Option("title", N_("the title, or how it alone begins"), N_("TITLE"))
OF_A_TITLE = (
    Option("--kind", N_("emulation title or commendation"), choices=("title", "form")),
    Option("--whom", N_("who can get it"), choices=("collective", "person", "both")),
    Option("--level", N_("who gives it"), choices=("state", "ministry", "grassroots")),
    Option("--source", N_("law or regulation, with the article"), TEXT),
)


class _Confirmed(TypedDict):
    confirmed: int


COMMANDS = Commands()
TITLES = COMMANDS.group("title", help_of("title"), JSON)


@TITLES.listing("list", N_("list the titles in the council's order"))
def _list_titles(desk: Desk, options: Namespace) -> Answer[Sequence[AwardTitle]]:
    del options
    titles = council(desk).award_titles
    return Answer(titles, [_line(one) for one in titles] or t(EMPTY))


def _line(one: AwardTitle) -> str:
    kind, whom, level = t(KINDS[one.kind]), t(WHOM[one.whom]), t(LEVELS[one.level])
    return spaced(one.name, kind, whom, level, one.source, one.to_confirm and t("to be confirmed"))


def _meant(desk: Desk, options: Namespace) -> AwardTitle:
    return title_meant(council(desk).award_titles, options.title)


def _given(options: Namespace, there: TitleTyped) -> TitleTyped:
    typed = {key: getattr(options, key) for key in ("kind", "whom", "level", "source")}
    return there._replace(**{key: value for key, value in typed.items() if value is not None})


@TITLES.add("add", N_("add a title at the end"), Option("title", N_("its name"), N_("TITLE")), *OF_A_TITLE)
def _add_title(desk: Desk, options: Namespace) -> None:
    save_title(desk, _given(options, TitleTyped(options.title)), None)


@TITLES.add(
    "edit",
    N_("change a title, which confirms it; what is left out stays"),
    TITLE,
    Option("--name", N_("its new name"), TEXT),
    *OF_A_TITLE,
)
def _edit_title(desk: Desk, options: Namespace) -> None:
    seen = _meant(desk, options)
    typed = _given(options, title_as_typed(seen))
    save_title(desk, typed if options.name is None else typed._replace(name=options.name), seen)


@TITLES.add("drop", N_("take a title off the list"), TITLE)
def _drop_title(desk: Desk, options: Namespace) -> None:
    drop_title(desk, _meant(desk, options))


@TITLES.add(
    "move",
    N_("move a title by a place"),
    TITLE,
    Option("way", N_("up or down"), choices=("up", "down")),
)
def _move_title(desk: Desk, options: Namespace) -> None:
    move_title(desk, _meant(desk, options), -1 if options.way == "up" else 1)


@TITLES.add("confirm", N_("say that the list is the council's own"))
def _confirm(desk: Desk, options: Namespace) -> Answer[_Confirmed]:
    del options
    n = confirm_titles(desk)
    return Answer({"confirmed": n}, plural("{n} title confirmed.", "{n} titles confirmed.", n))


@TITLES.add(
    "law",
    N_("add the law's titles that the list has not got"),
    Option("--office", N_("of which kind of office"), choices=("ministry", "province", "grassroots")),
)
def _law(desk: Desk, options: Namespace) -> None:
    add_titles_of_law(desk, Office(options.office or Office.MINISTRY))

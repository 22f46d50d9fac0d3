"""``ktd board``: the board of good practice, read and answered from the command line."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktd_tui.commands.base import DONE, open_desk, say, say_json, text_given
from ktd_tui.commands.meant import numbered
from ktd_tui.i18n import plural, t

if TYPE_CHECKING:
    from ktd_tui.operations.council.board import PostRow
    from ktd_tui.operations.desk import Desk


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the command's parsers."""
    says = t("the board of good practice: list, read, post, answer, delete")
    board = commands.add_parser("board", parents=[common], help=says, description=says)
    verbs = board.add_subparsers(dest="verb", metavar=t("WHAT"), title=t("what to do"), required=True)
    for verb, says in (
        ("list", t("list the posts, the latest first")),
        ("read", t("read a post with its answers")),
        ("post", t("share something; the text is read from stdin where none is given")),
        ("answer", t("answer a post")),
        ("delete", t("put a post with its answers into the trash")),
    ):
        parser = verbs.add_parser(verb, parents=[common], help=says, description=says)
        parser.add_argument("--json", action="store_true", help=t("say the result as JSON"))
        if verb in ("read", "answer", "delete"):
            parser.add_argument("post", metavar=t("NUMBER"), help=t("its place in the list"))
        if verb == "post":
            parser.add_argument("--unit", required=True, metavar=t("UNIT"), help=t("the unit's name"))
            parser.add_argument("--title", required=True, metavar=t("TEXT"), help=t("the title"))
        if verb in ("post", "answer"):
            parser.add_argument("--text", metavar=t("TEXT"), help=t("the text"))


def run_board(options: Namespace, directory: Path) -> int:
    """Carry out one of the verbs."""
    from ktd_tui.operations.council import board
    from ktd_tui.operations.lookup import unit_named

    with open_desk(directory, options) as desk:
        if options.verb == "post":
            board.save_post(
                desk, None, unit_named(desk, options.unit).id, options.title, text_given(options.text)
            )
        if options.verb == "delete":
            board.delete_post(desk, _row(desk, options.post).post)
        if options.verb in ("list", "post", "delete"):
            return _list(board.board(desk), options)
        row = _row(desk, options.post)
        if options.verb == "answer":
            board.answer(desk, row.post.id, text_given(options.text))
        page = board.post_page(desk, row.post.id)
    if options.json:
        answers = [{"unit": r.unit, "author": r.reply.author, "text": r.reply.text} for r in page.replies]
        say_json({"title": page.row.post.title, "text": page.row.post.text, "answers": answers})
        return DONE
    say(page.row.post.title)
    say(page.row.post.text)
    for reply in page.replies:
        say(f"— {reply.unit or reply.reply.author}: {reply.reply.text}")
    return DONE


def _list(rows: "list[PostRow]", options: Namespace) -> int:
    if options.json:
        say_json(
            [{"title": r.post.title, "unit": r.unit, "place": r.place, "answers": r.replies} for r in rows]
        )
        return DONE
    for place, row in enumerate(rows, 1):
        answers = plural("{n} answer", "{n} answers", row.replies)
        say(f"{place}  {row.post.title}  {row.unit}  {row.place}  {answers}")
    if not rows:
        say(t("Nothing is shared yet."))
    return DONE


def _row(desk: "Desk", number: str) -> "PostRow":
    from ktd_tui.operations.council.board import board

    return numbered(board(desk), number, "ktd board list")


RUN: Mapping[str, Callable[[Namespace, Path], int]] = {"board": run_board}

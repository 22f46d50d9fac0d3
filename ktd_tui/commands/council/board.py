"""``ktd board``: the board of good practice, read and answered from the command line."""

from argparse import Namespace
from typing import TypedDict

from ktd_tui.commands.base import text_given
from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.meant import numbered
from ktd_tui.commands.options import JSON, TEXT, UNIT
from ktd_tui.commands.registry import help_of
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.council.board import PostRow, answer, board, delete_post, post_page, save_post
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_named

POST = Option("post", N_("its place in the list"), N_("NUMBER"))
THE_TEXT = Option("--text", N_("the text"), TEXT)
POST_OPTIONS = (JSON, UNIT, Option("--title", N_("its heading"), TEXT, required=True), THE_TEXT)


class _Post(TypedDict):
    title: str
    unit: str
    place: str
    answers: int


class _Reply(TypedDict):
    unit: str
    author: str
    text: str


class _PostRead(TypedDict):
    title: str
    text: str
    answers: list[_Reply]


COMMANDS = Commands()
BOARD = COMMANDS.group("board", help_of("board"))


@BOARD.listing("list", N_("list the posts, the latest first"), JSON)
def _show(desk: Desk, _: Namespace) -> Answer[list[_Post]]:
    data: list[_Post] = []
    lines = []
    for place, row in enumerate(board(desk), 1):
        title, answers = row.post.title, plural("{n} answer", "{n} answers", row.replies)
        data.append({"title": title, "unit": row.unit, "place": row.place, "answers": row.replies})
        lines.append(f"{place}  {title}  {row.unit}  {row.place}  {answers}")
    return Answer(data, lines or t("Nothing is shared yet."))


@BOARD.add("read", N_("read a post with its answers"), JSON, POST)
def _read(desk: Desk, options: Namespace) -> Answer[_PostRead]:
    return _answers(desk, _row(desk, options).post.id)


@BOARD.add("post", N_("share something; the text is read from stdin where none is given"), *POST_OPTIONS)
def _post(desk: Desk, options: Namespace) -> None:
    save_post(desk, None, unit_named(desk, options.unit).id, options.title, text_given(options.text))


@BOARD.add(
    "edit",
    N_("change a post; what is left out stays"),
    JSON,
    POST,
    Option("--title", N_("its heading"), TEXT),
    THE_TEXT,
)
def _edit(desk: Desk, options: Namespace) -> None:
    of = _row(desk, options).post
    title = of.title if options.title is None else options.title
    save_post(desk, of, of.unit_id, title, of.text if options.text is None else options.text)


@BOARD.add("answer", N_("answer a post"), JSON, POST, THE_TEXT)
def _answer(desk: Desk, options: Namespace) -> Answer[_PostRead]:
    post_id = _row(desk, options).post.id
    answer(desk, post_id, text_given(options.text))
    return _answers(desk, post_id)


def _answers(desk: Desk, post_id: str) -> Answer[_PostRead]:
    """Show a post with its answers."""
    page = post_page(desk, post_id)
    post = page.row.post
    data: list[_Reply] = [
        {"unit": r.unit, "author": r.reply.author, "text": r.reply.text} for r in page.replies
    ]
    lines = [f"— {reply.unit or reply.reply.author}: {reply.reply.text}" for reply in page.replies]
    return Answer({"title": post.title, "text": post.text, "answers": data}, [post.title, post.text, *lines])


def _row(desk: Desk, options: Namespace) -> PostRow:
    return numbered(board(desk), options.post, "ktd board list")


@BOARD.add("delete", N_("put a post with its answers into the trash"), JSON, POST)
def _delete(desk: Desk, options: Namespace) -> None:
    delete_post(desk, _row(desk, options).post)

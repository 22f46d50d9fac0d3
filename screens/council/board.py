"""The board of good practice: what units of all blocs share, read and answered from every city."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Static

from ktd_tui.clock import local
from ktd_tui.domain.activity import Post
from ktd_tui.i18n import C_, N_, plural, t
from ktd_tui.operations.council.board import (
    PostPage,
    PostRow,
    answer,
    board,
    check_author,
    delete_post,
    post_page,
    right_to_remove,
    save_post,
    writing_units,
)
from ktd_tui.operations.scope import At, Where
from ktd_tui.rules.access import Act
from ktd_tui.words import short_date, short_time
from screens.bindings import bindings, needs
from screens.dialogs.pick import PickDialog
from screens.dialogs.write import WriteDialog
from screens.reading import ReadingScreen
from screens.records import Deletion, RecordsScreen, to_trash
from screens.routes import PostRoute

if TYPE_CHECKING:
    from datetime import datetime

    from textual.widget import Widget


class BoardScreen(RecordsScreen[PostRow]):
    """The posts, the one that was written or answered last first."""

    FOOTER = ("help", "open", "new", "delete", "find", "back")
    ASKS = needs(Act.SHARE, "new") | needs((Act.SHARE, Act.EDIT_BLOC), "delete")
    BINDINGS = bindings("delete", open=("open", N_("Read")), new=("new", C_("message", "Share")))
    COLUMNS = (
        (C_("heading of a message", "Title"), 34),
        (N_("Unit"), 10),
        (C_("where a message hangs", "Place"), 15),
        (N_("Answers"), 7),
        (N_("Last"), 10),
    )
    RIGHT = (3,)

    def body(self) -> Iterator["Widget"]:
        """Yield also what is said of an empty board."""
        yield from super().body()
        yield Static("", id="empty", classes="lead", markup=False)

    def read(self) -> Iterator[tuple[str, PostRow]]:
        """Read the posts."""
        self.entitle(t("Board of good practice"))
        posts = board(self.desk)
        self.query_one("#empty", Static).update("" if posts else t("Nothing is shared yet."))
        return ((row.post.id, row) for row in posts)

    def cells(self, row: PostRow) -> tuple[str, ...]:
        """Say what, by whom, how often answered and when last."""
        last = short_date(local(row.latest).date())
        return row.post.title, row.unit, row.place, str(row.replies or "–"), last

    def lead(self) -> str:
        """Say what the board is for."""
        return self.advice(
            "new", t("What worked in one unit may help another. F2 shares, Enter reads and answers.")
        )

    def history_of(self, row: PostRow) -> tuple[str, str]:
        """The marked post has the history."""
        return row.post.id, row.post.title

    def action_open(self) -> None:
        """Read the marked post."""
        if row := self.marked:
            self.open(PostRoute(row.post.id))

    @work(exclusive=True)
    async def action_new(self) -> None:
        """Share something, for a unit that is asked for where one writes for several."""
        units = writing_units(self.desk)
        unit_id = units[0].id if len(units) == 1 else None
        if unit_id is None:
            choices = [(unit.id, unit.name) for unit in units]
            unit_id = await self.app.push_screen_wait(
                PickDialog(
                    t("For which unit?"),
                    choices,
                    empty=t("There is no unit yet: F2 on a bloc's page adds one."),
                )
            )
        if unit_id is None:
            return
        unit = unit_id

        def save(values: dict[str, str], seen: None) -> object:
            del seen
            return save_post(self.desk, None, unit, values["heading"], values["text"])

        await self.app.push_screen_wait(WriteDialog(t("Share good practice"), save, key="post", heading=""))
        self.action_reload()

    def acts_of(self, action: str) -> tuple[Act, ...]:
        """Who wrote a post takes it away, else who leads its unit's bloc."""
        if action == "delete" and self.marked:
            return (right_to_remove(self.desk, self.marked.post),)
        return super().acts_of(action)

    def asked_of(self, action: str) -> Where:
        """Taking a post away asks for the right where its unit is."""
        return self.marked.post if action == "delete" and self.marked else self.where

    def deletion(self, row: PostRow) -> Deletion:
        """Put the marked post into the trash."""
        return to_trash(row.post.title, lambda: delete_post(self.desk, row.post))


class PostScreen(ReadingScreen):
    """A post with its answers."""

    FOOTER = ("help", "new", "edit", "history", "back")
    ASKS = needs(Act.SHARE, "answer", "edit")
    BINDINGS = bindings(new=("answer", N_("Answer")), edit=("edit", N_("Edit post")))

    def __init__(self, post_id: str) -> None:
        super().__init__()
        self._post_id = post_id
        self._page: PostPage | None = None

    @property
    def about(self) -> At:
        """The post that is shown."""
        return At(Post, self._post_id)

    @property
    def where(self) -> None:
        """Anybody with a unit or bloc of their own answers."""

    def offers(self, action: str) -> bool:
        """A post is changed by who wrote it alone."""
        post = self._page.row.post if self._page else None
        others = action == "edit" and post is not None and post.uid != self.desk.actor.uid
        return not others and super().offers(action)

    def lines(self) -> list[str]:
        """Write the post and its answers."""
        page = self._page = post_page(self.desk, self._post_id)
        post = page.row.post
        self.entitle(t("Board of good practice"), post.title)
        parts = [post.title, _byline(page.row.unit, page.row.place, post.author, post.at), "", post.text, ""]
        parts.append(
            plural("{n} answer", "{n} answers", len(page.replies))
            if page.replies
            else self.advice("answer", t("No answer yet. F2 answers."))
        )
        for row in page.replies:
            parts += ["", _byline(row.unit, "", row.reply.author, row.reply.at), row.reply.text]
        return parts

    def record_here(self) -> tuple[str, str] | None:
        """The post has the history."""
        return self._post_id, t("Board of good practice")

    def asked_of(self, action: str) -> Where:
        """Changing the post asks for the right where its unit is."""
        return self.about if action == "edit" else self.where

    def show(self) -> None:
        """Show also the keys that there are for who wrote it, or did not."""
        super().show()
        self.show_keys()

    def action_answer(self) -> None:
        """Answer the post."""

        def save(values: dict[str, str], seen: None) -> object:
            del seen
            return answer(self.desk, self._post_id, values["text"])

        self.app.push_screen(WriteDialog(t("Answer"), save, key=f"answer-{self._post_id}"))

    def action_edit(self) -> None:
        """Change one's own post."""
        post = self._page.row.post if self._page else None
        if post is None:
            return
        check_author(self.desk, post)

        def save(values: dict[str, str], seen: Post) -> object:
            return save_post(self.desk, seen, seen.unit_id, values["heading"], values["text"])

        self.app.push_screen(
            WriteDialog(
                t("Edit post"), save, key=f"post-{post.id}", seen=post, heading=post.title, text=post.text
            )
        )


def _byline(unit: str, place: str, author: str, at: "datetime") -> str:
    when = f"{short_time(at)} {short_date(local(at).date())}"
    return " · ".join(part for part in (unit, place, author, when) if part)

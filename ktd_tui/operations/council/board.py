"""The board of good practice: units of all blocs share what worked, and others answer."""

from datetime import datetime
from typing import NamedTuple

from ktd_tui.domain.activity import Post, Reply
from ktd_tui.domain.organisation import Bloc, Unit
from ktd_tui.domain.roles import OF_UNIT
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT, LONG, Gone, save_onto
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.rights import own_grants
from ktd_tui.rules.access import Act, Scope
from ktd_tui.text import collate


class PostRow(NamedTuple):
    """A post as the board lists it.

    Attributes:
        place: The unit's city, or its bloc where that is not known.
        latest: When it was written or answered last.
    """

    post: Post
    unit: str
    place: str
    replies: int
    latest: datetime


class ReplyRow(NamedTuple):
    """An answer with its unit's name, empty where the author has none."""

    reply: Reply
    unit: str


class PostPage(NamedTuple):
    """A post with its answers, the oldest first."""

    row: PostRow
    replies: tuple[ReplyRow, ...]


def board(desk: Desk) -> list[PostRow]:
    """Return all posts, the one that was written or answered last first."""
    units = {unit.id: unit for unit in desk.store.find(Unit)}
    blocs = {bloc.id: bloc.name for bloc in desk.store.find(Bloc)}
    replies: dict[str, list[Reply]] = {}
    for reply in desk.store.find(Reply):
        replies.setdefault(reply.post_id, []).append(reply)
    rows = [_row(post, replies.get(post.id, []), units, blocs) for post in desk.store.find(Post)]
    return sorted(rows, key=lambda row: (row.latest, row.post.id), reverse=True)


def _row(post: Post, replies: list[Reply], units: dict[str, Unit], blocs: dict[str, str]) -> PostRow:
    unit = units.get(post.unit_id)
    place = (unit.city or blocs.get(unit.bloc_id or "", "")) if unit else ""
    latest = max((post.at, *(reply.at for reply in replies)))
    return PostRow(post, unit.label if unit else "?", place, len(replies), latest)


def post_page(desk: Desk, post_id: str) -> PostPage:
    """Return a post with its answers.

    Raises:
        NotFound: There is no such post any more.
    """
    post = desk.store.get(Post, post_id)
    row = next(row for row in board(desk) if row.post.id == post.id)
    names = {unit.id: unit.label for unit in desk.store.find(Unit)}
    replies = sorted(desk.store.find(Reply, post_id=post_id), key=lambda r: (r.at, r.id))
    return PostPage(row, tuple(ReplyRow(r, names.get(r.unit_id or "", "")) for r in replies))


def writing_units(desk: Desk) -> list[Unit]:
    """Return the units for which the person may write, first those that they represent."""
    own, units = _own_units(desk), desk.store.find(Unit)
    may = set(desk.places(Act.SHARE, (Scope(unit.bloc_id, unit.id) for unit in units)))
    theirs = [unit for unit in units if Scope(unit.bloc_id, unit.id) in may]
    return sorted(theirs, key=lambda u: (u.id not in own, collate(u.name)))


def _own_units(desk: Desk) -> set[str | None]:
    grants = own_grants(desk.store, desk.actor, desk.today)
    return {grant.unit_id for grant in grants if grant.role in OF_UNIT}


def save_post(desk: Desk, seen: Post | None, unit_id: str, title: str, text: str) -> Post:
    """Share something (``seen`` None), or change what one shared.

    Raises:
        NotAllowed: The right is missing: a representative writes for their own unit only.
        Refused: Title, text or unit is missing; or somebody else wrote it.
        Clash: It was changed in another session meanwhile.
        Gone: It was deleted meanwhile.
    """
    heading, body = within(title, LIMIT), within(text, LONG, lines=True).strip()
    if not (heading and body):
        raise Refused(N_("Write a title and a text."))
    if not unit_id:
        raise Refused(N_("Choose a unit first."))
    fresh = seen or Post(
        unit_id=unit_id, uid=desk.actor.uid, author=desk.actor.name, at=desk.now, title=heading, text=body
    )
    with desk.act(Act.SHARE, N_("Good practice: {title}"), {"title": heading}, at=fresh) as store:
        if seen is None:
            store.get(Unit, unit_id)
            return store.save(fresh)
        check_author(desk, seen)
        return save_onto(store, seen, {"title": heading, "text": body}, limit=LONG)


def check_author(desk: Desk, post: Post) -> None:
    """Refuse to change what somebody else wrote.

    Raises:
        Refused: They did.
    """
    if post.uid != desk.actor.uid:
        raise Refused(N_("Only who wrote it can change it."))


def answer(desk: Desk, post_id: str, text: str) -> Reply:
    """Answer a post, for one's own unit where one has one.

    Raises:
        NotAllowed: The right is missing.
        NotFound: The post was deleted meanwhile.
        Refused: The answer is empty.
    """
    body = within(text, LONG, lines=True).strip()
    if not body:
        raise Refused(N_("The answer is empty."))
    own = _own_units(desk)
    reply = Reply(
        post_id=post_id,
        unit_id=next(iter(own)) if len(own) == 1 else None,
        uid=desk.actor.uid,
        author=desk.actor.name,
        at=desk.now,
        text=body,
    )
    with desk.act(Act.SHARE, N_("Answered: {text}"), {"text": body}, at=desk.own_place(Act.SHARE)) as store:
        store.get(Post, post_id)
        return store.save(reply)


def right_to_remove(desk: Desk, post: Post) -> Act:
    """Return the right that taking a post away asks for: its author's, or of who leads the unit's bloc."""
    return Act.SHARE if post.uid == desk.actor.uid else Act.EDIT_BLOC


def delete_post(desk: Desk, seen: Post) -> None:
    """Put a post with its answers into the trash: its author, or who leads the unit's bloc.

    Raises:
        NotAllowed: They are neither.
        Gone: Somebody else deleted it already.
        Conflict: It was changed meanwhile.
    """
    act = right_to_remove(desk, seen)
    with desk.act(act, N_("Deleted the post: {title}"), {"title": seen.title}, at=seen) as store:
        if not store.find(Post, id=seen.id):
            raise Gone(seen, record_id=seen.id)
        for reply in store.find(Reply, post_id=seen.id):
            store.delete(reply)
        store.delete(seen)

"""What a unit replies to points that somebody else gave it (giải trình)."""

from typing import NamedTuple

from ktd_tui.domain.scoring import Layer, ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT, UNSEEN, Sides, merged
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.scoring.sheets import changeable_sheet, sheet_of
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.sheets import check_unlocked


class ReplyTyped(NamedTuple):
    """What a unit replies to the points of a row, as it was typed; an empty text takes it back."""

    bloc_year_id: str
    unit_id: str
    view: View
    code: str
    text: str


def reply(desk: Desk, typed: ReplyTyped, *, seen: str | None = UNSEEN) -> ScoreSheet:
    """Write a unit's reply to the points of a row; the points stay as they are.

    Args:
        typed: The reply.
        seen: The one that stood there before.

    Raises:
        NotAllowed: The right is missing.
        Clash: Somebody else wrote another reply meanwhile.
        Refused: They are the unit's own points, there are none, or the sheet is locked.
    """
    unit_id, view, code, said = typed.unit_id, typed.view, typed.code, within(typed.text, LIMIT)
    told = {"unit": unit_label(desk, unit_id), "code": code, "text": said or "–"}
    place = sheet_of(desk, typed.bloc_year_id, unit_id, view)
    at = desk.scope(place)._replace(unit_id=unit_id)  # who replies is scored, and does not score
    with desk.act(Act.ANSWER_SCORES, N_("Reply of {unit}, {code}: {text}"), told, at=at) as store:
        sheet = changeable_sheet(desk, store, place)
        check_unlocked(sheet, told["unit"])
        if view.layer == Layer.SELF:
            raise Refused(N_("A reply is to points that somebody else gave."))
        if code not in sheet.points and code not in sheet.by_hand:
            raise Refused(N_("{code} has no points of {unit} there."), code=code, unit=told["unit"])
        there = sheet.replies.get(code, "")
        fields = merged(
            {"reply": there if seen is UNSEEN else seen or ""},
            {"reply": said},
            {"reply": there},
            Sides(there, sheet.id, lambda _: there),
        )
        replies = {**sheet.replies, code: str(fields["reply"])}
        fresh = sheet.with_(replies={one: words for one, words in replies.items() if words})
        return sheet if fresh == sheet else store.save(fresh)

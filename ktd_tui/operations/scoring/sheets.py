"""Score sheets as a whole: handed in, sent back, locked; and the conditions that bar a unit."""

from typing import NamedTuple

from ktd_tui.domain.layering.layers import Filler
from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.domain.organisation import BlocYear, Stage
from ktd_tui.domain.scoring import Appeal, CriteriaSet, ScoreSheet, SheetState
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.errors import Refused, Shut
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT, UNSEEN, Sides, merged
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.scoring.layering.completing import check_whole
from ktd_tui.operations.scoring.layering.filling import check_named, right_to, right_to_review
from ktd_tui.rules.access import Act, Scope
from ktd_tui.rules.meeting.flow import check_open as check_meeting
from ktd_tui.rules.scoring.layers import BLOC_VIEW, View, check_scorer
from ktd_tui.rules.scoring.results.knock_outs import events
from ktd_tui.rules.scoring.scorers.listed import RESULT, coded_layer
from ktd_tui.rules.scoring.sheets import (
    check_sheet_open,
    check_unlocked,
    decided,
    open_appeal,
    reopened,
)
from ktd_tui.words import optional_date
from store.contract import Store


def criteria_of(desk: Desk, year: BlocYear) -> CriteriaSet:
    """Return the criteria set that a year is scored by.

    Raises:
        Refused: It has none yet.
    """
    if not year.criteria_id:
        raise Refused(N_("The year {year} has no criteria set yet."), year=year.year)
    return desk.store.get(CriteriaSet, year.criteria_id)


def sheet_of(desk: Desk, bloc_year_id: str, unit_id: str, view: View = BLOC_VIEW) -> ScoreSheet:
    """Return a unit's sheet in a view; where nothing was scored yet a new one, which is not saved."""
    found = desk.store.find(
        ScoreSheet,
        bloc_year_id=bloc_year_id,
        unit_id=unit_id,
        layer=view.layer,
        scorer_id=view.scorer_id,
    )
    if found:
        return found[0]
    return ScoreSheet(bloc_year_id=bloc_year_id, unit_id=unit_id, layer=view.layer, scorer_id=view.scorer_id)


def check_scores_unsigned(desk: Desk, bloc_year_id: str) -> None:
    """Refuse to change scores that stand in signed minutes.

    Raises:
        Refused: They do.
    """
    for meeting in meetings_on_scores(desk, bloc_year_id):
        check_meeting(meeting)


def meetings_on_scores(desk: Desk, bloc_year_id: str) -> list[Meeting]:
    """Return the meetings that decide on a year's scores: the year-end one, and where they were voted on.

    A mid-year or any other meeting freezes nothing of the year's scores when its minutes are signed.
    """
    return [
        meeting
        for meeting in desk.store.find(Meeting, bloc_year_id=bloc_year_id)
        if meeting.kind is MeetingKind.YEAR_END
        or desk.store.find(Vote, meeting_id=meeting.id, purpose=Purpose.SCORES)
    ]


def signed_meetings(desk: Desk, bloc_year_id: str) -> list[Meeting]:
    """Return the meetings in whose signed minutes a year's scores stand."""
    return [meeting for meeting in meetings_on_scores(desk, bloc_year_id) if meeting.signed_at]


def submit(desk: Desk, bloc_year_id: str, unit_id: str, view: View) -> ScoreSheet:
    """Hand a complete sheet in; its points rest until it is sent back.

    Raises:
        NotAllowed: The right is missing.
        Refused: Criteria are blank (the sentence lists them), or it is handed in or locked already.
    """
    told = {"unit": unit_label(desk, unit_id)}
    place = sheet_of(desk, bloc_year_id, unit_id, view)
    act = right_to_sheet(desk, place)
    with desk.act(act, N_("Handed in: the sheet of {unit}"), told, at=place) as store:
        sheet = fillable_sheet(desk, store, place)
        check_sheet_open(sheet, told["unit"])
        year = store.get(BlocYear, bloc_year_id)
        check_whole(desk, year, criteria_of(desk, year), sheet)
        return store.save(sheet.with_(state=SheetState.SUBMITTED, returned_for=""))


def send_back(desk: Desk, bloc_year_id: str, unit_id: str, view: View, reason: str) -> ScoreSheet:
    """Send a sheet that was handed in back to be mended; the reason stands above the grid meanwhile.

    Raises:
        NotAllowed: The right is missing.
        Refused: No reason is given, or the sheet is not handed in or is locked.
    """
    why = within(reason, LIMIT)
    if not why:
        raise Refused(N_("Give a reason."))
    told = {"unit": unit_label(desk, unit_id), "reason": why}
    place = sheet_of(desk, bloc_year_id, unit_id, view)
    act = right_to_sheet(desk, place, review=True)
    with desk.act(act, N_("Sent back: the sheet of {unit}: {reason}"), told, at=place) as store:
        sheet = fillable_sheet(desk, store, place, review=True)
        check_unlocked(sheet, told["unit"])
        if sheet.state is not SheetState.SUBMITTED:
            raise Refused(N_("The sheet of {unit} is not handed in."), unit=told["unit"])
        return store.save(sheet.with_(state=SheetState.RETURNED, returned_for=why))


def lock(desk: Desk, bloc_year_id: str, unit_id: str, view: View, decision: str = "") -> ScoreSheet:
    """Lock a complete sheet: from now on nothing in it changes, unless an appeal opens it again.

    ``papers.amending.lock_sheet`` does it, and tells what was decided behind papers that were signed.

    Args:
        decision: What was decided on the appeal that opened it; needed only then.

    Raises:
        NotAllowed: The right is missing.
        Refused: Criteria are blank (the sentence lists them), it is locked, or an appeal is undecided.
    """
    told, said = {"unit": unit_label(desk, unit_id)}, within(decision, LIMIT)
    place = sheet_of(desk, bloc_year_id, unit_id, view)
    at = scope_of_sheet(desk.scope(place), place)
    with desk.act(
        right_to_sheet(desk, place, review=True), N_("Locked: the sheet of {unit}"), told, at=at
    ) as store:
        sheet = fillable_sheet(desk, store, place, review=True)
        check_unlocked(sheet, told["unit"])
        year = store.get(BlocYear, bloc_year_id)
        frozen = check_whole(desk, year, criteria_of(desk, year), sheet, last=True)
        locked: dict[str, object] = {"state": SheetState.LOCKED, "returned_for": "", "frozen": frozen}
        locked["appeals"] = decided(sheet, said, desk.now, told["unit"])
        return store.save(sheet.with_(**locked, locked_by=desk.actor.name, locked_at=desk.now))


class AppealTyped(NamedTuple):
    """An appeal as it was typed.

    Attributes:
        by: Who asked.
        on: When, day/month/year; empty: today.
        about: What they asked for, and why.
    """

    by: str
    on: str
    about: str


def reopen_sheet(desk: Desk, bloc_year_id: str, unit_id: str, view: View, asked: AppealTyped) -> ScoreSheet:
    """Open a locked sheet again because somebody asked for it; the appeal stays on record.

    Points that stand in signed minutes are opened so, too, locked or not: what is decided then stands behind
    what was signed, and the step cannot be undone. A year that went to the archive comes back until then.

    Raises:
        NotAllowed: The right is missing.
        Refused: Who asked or why is missing, it is no day, or the sheet is open.
    """
    appeal = appeal_of(desk, asked)
    told = {"unit": unit_label(desk, unit_id), "who": appeal.asked_by, "reason": appeal.about}
    signed = bool(signed_meetings(desk, bloc_year_id))
    place = sheet_of(desk, bloc_year_id, unit_id, view)
    why = N_("Opened again on the appeal of {who}: the sheet of {unit}: {reason}")
    with desk.act(Act.REOPEN, why, told, at=place, final=signed) as store:
        store.bring_back(bloc_year_id)
        sheet = asked_sheet(desk, store, place)
        return store.save(reopened(sheet, appeal, told["unit"], signed=signed))


def appeal_of(desk: Desk, asked: AppealTyped) -> Appeal:
    """Return an appeal as it was typed, on which nothing is decided yet.

    Raises:
        Refused: Who asked or why is missing, or it is no day.
    """
    by, about = within(asked.by, LIMIT), within(asked.about, LIMIT)
    if not (by and about):
        raise Refused(N_("Say who asked for it, and why."))
    return Appeal(
        asked_by=by,
        asked_on=optional_date(asked.on) or desk.today,
        about=about,
        opened_by=desk.actor.name,
        opened_at=desk.real_now,
    )


def set_bar(
    desk: Desk,
    bloc_year_id: str,
    unit_id: str,
    condition: str,
    reason: str,
    *,
    seen: str | None = UNSEEN,
) -> ScoreSheet:
    """Say why a condition of the criteria set bars a unit from titles; an empty reason takes it back.

    ``seen`` is the reason that stood there before.

    Raises:
        NotAllowed: The right is missing.
        Clash: Somebody else wrote another reason meanwhile.
        Refused: The criteria set has no such condition, the sheet is locked or the minutes are signed.
    """
    why = within(reason, LIMIT)
    told = {"unit": unit_label(desk, unit_id), "condition": condition, "reason": why or "–"}
    place = sheet_of(desk, bloc_year_id, unit_id)
    with desk.act(Act.SCORE, N_("{unit} is barred, {condition}: {reason}"), told, at=place) as store:
        sheet = changeable_sheet(desk, store, place)
        check_unlocked(sheet, str(told["unit"]))
        if condition not in events(criteria_of(desk, store.get(BlocYear, bloc_year_id))):
            raise Refused(N_("The criteria set has no condition “{condition}”."), condition=condition)
        there = sheet.bars.get(condition, "")
        fields = merged(
            {"reason": there if seen is UNSEEN else seen or ""},
            {"reason": why},
            {"reason": there},
            Sides(there, sheet.id, lambda _: there),
        )
        bars = {**sheet.bars, condition: str(fields["reason"])}
        fresh = sheet.with_(bars={name: text for name, text in bars.items() if text})
        return sheet if fresh == sheet else store.save(fresh)


def right_to_sheet(desk: Desk, place: ScoreSheet, *, review: bool = False) -> Act:
    """Return the right that the scores of a sheet ask for, or to send it back and lock it.

    Raises:
        Refused: The year has no such layer.
    """
    criteria = criteria_of(desk, desk.store.get(BlocYear, place.bloc_year_id))
    return right_to_review(criteria, place.layer) if review else right_to(criteria, place.layer)


def fillable_sheet(desk: Desk, store: Store, place: ScoreSheet, *, review: bool = False) -> ScoreSheet:
    """Return a sheet as it is under the lock, whose points the person may enter.

    Args:
        review: It is sent back or locked: of a layer that the bloc fills, by whoever leads it.

    Raises:
        NotAllowed: Its layer is filled by others, who are named.
        Refused: See ``changeable_sheet``.
    """
    layer = coded_layer(criteria_of(desk, store.get(BlocYear, place.bloc_year_id)), place.layer)
    if not review or layer.filled_by is Filler.APPRAISER:
        check_named(desk, layer)
    return changeable_sheet(desk, store, place)


def changeable_sheet(desk: Desk, store: Store, place: ScoreSheet) -> ScoreSheet:
    """Return a sheet as it is under the lock.

    Raises:
        Refused: It is not asked of this scorer, or the minutes are signed and no appeal opened it since.
    """
    sheet = asked_sheet(desk, store, place)
    if open_appeal(sheet) is None:
        check_scores_unsigned(desk, place.bloc_year_id)
    return sheet


def asked_sheet(desk: Desk, store: Store, place: ScoreSheet) -> ScoreSheet:
    """Return a sheet as it is under the lock, whatever is signed.

    Raises:
        Refused: It is not asked of this scorer, or it is the result, which is nobody's sheet.
    """
    if place.layer == RESULT:
        raise Shut(N_("The result follows from the layers; it is never typed."))
    year = store.get(BlocYear, place.bloc_year_id)
    check_scorer(year, place.layer, place.unit_id, place.scorer_id)
    return sheet_of(desk, year.id, place.unit_id, View(place.layer, place.scorer_id))


def scope_of_sheet(scope: Scope, place: ScoreSheet) -> Scope:
    """Return where the right to change a sheet is held: what an appeal opened in a closed year is open."""
    return scope._replace(stage=None) if scope.stage is Stage.CLOSED and open_appeal(place) else scope

"""The verbs by which a meeting is driven, each with an example."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ktd_tui.domain.meeting import Coming, Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.people import Attendee
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.ids import new_id
from ktd_tui.operations.meeting import (
    closing,
    deeds,
    hours,
    long_texts,
    minutes_lines,
    preparation,
    presence,
    speaking_list,
    view,
)
from ktd_tui.operations.meeting.choosing import Delegate, with_typed
from ktd_tui.operations.meeting.deeds import DeedTyped
from ktd_tui.operations.meeting.preparation import HeldOn
from ktd_tui.operations.meeting.presence import Seat, seat_of, set_seat
from ktd_tui.operations.meeting.voting import deciding, opening, rounds, tellers, votes
from ktd_tui.operations.papers import signing
from ktd_tui.operations.scripting import voting_verbs
from ktd_tui.operations.scripting.driver import Driver, parts
from ktd_tui.rules.meeting import flow
from ktd_tui.rules.meeting.deeds import deeds_of
from ktd_tui.rules.meeting.hours import COUNT
from ktd_tui.text import matches


class Verb(NamedTuple):
    """One verb.

    Attributes:
        do: Carries it out with what stands behind it.
        example: How it is written.
    """

    do: Callable[[Driver, str], object]
    example: str


def _field(name: str) -> Callable[[Driver, str], object]:
    return lambda d, text: preparation.prepare(d.desk, d.meeting_id, name, text)


def _list(name: str) -> Callable[[Driver, str], object]:
    return lambda d, text: _field(name)(d, text.replace("; ", "\n"))


def _officer(office: str) -> Callable[[Driver, str], object]:
    return lambda d, text: presence.set_officer(d.desk, d.meeting_id, office, text)


def _text(name: str) -> Callable[[Driver, str], object]:
    return lambda d, text: long_texts.save_text(d.desk, d.meeting_id, name, text, getattr(d.meeting, name))


def _report(d: Driver, text: str) -> object:
    drafted = text or "\n".join(long_texts.draft_report(d.desk, d.meeting_id))
    return _text("report")(d, drafted)


VOTES = "biểu quyết"
"""How a script says that a delegate from another body votes."""


def _delegate(d: Driver, text: str) -> Meeting:
    of = parts(text, ("name", "title", "unit", "city", "part"))
    said = of.pop("part")  # «biểu quyết», or a guest; nothing: as the unit is
    typed = Delegate(**of, voting=matches(said, VOTES) if said else None)
    fresh = with_typed(d.desk, d.meeting_id, Attendee(id=new_id()), typed)
    return presence.save_attendee(d.desk, d.meeting_id, fresh)


def _present(d: Driver, text: str) -> None:
    for one in d.people(text):
        presence.set_present(d.desk, d.meeting_id, one, present=True)


def _absent(d: Driver, text: str) -> None:
    for one in d.people(text):
        presence.set_present(d.desk, d.meeting_id, one, present=False)


def _seat(field: str) -> Callable[[Driver, str], object]:
    def do(d: Driver, text: str) -> Meeting:
        who, _, given = text.partition("=")
        person = d.person(who)
        return set_seat(d.desk, d.meeting_id, person.id, seat_of(person)._replace(**{field: given.strip()}))

    return do


def _stand_in(d: Driver, text: str) -> Meeting:
    who, _, given = text.partition("=")
    person = d.person(who)
    seat = Seat(
        **parts(given, ("name", "title", "authority")), joins_from=person.joins_from, excused=person.excused
    )
    return presence.set_seat(d.desk, d.meeting_id, person.id, seat)


def _was_there(d: Driver, text: str) -> Meeting:
    who, _, typed = text.partition("=")
    return hours.set_periods(d.desk, d.meeting_id, d.person(who).id, typed)


def _open(d: Driver, text: str) -> Meeting:
    if text and text not in set(HeldOn):
        raise Refused(N_("There is no day “{name}”. There are: {names}."), name=text, names=", ".join(HeldOn))
    return preparation.open_meeting(d.desk, d.meeting_id, HeldOn(text) if text else None)


def _step(d: Driver, text: str) -> Meeting:
    name, _, reason = text.partition(" ")
    if name not in set(Step):
        raise Refused(N_("There is no step “{name}”. There are: {names}."), name=name, names=", ".join(Step))
    return preparation.move(d.desk, d.meeting_id, Step(name), reason)


def _next(d: Driver, text: str) -> Meeting:
    target = flow.following(d.meeting)
    if target is None:
        raise Refused(N_("This is the last step."))
    return preparation.move(d.desk, d.meeting_id, target, text)


def _mend(d: Driver, text: str) -> MinutesLine:
    line, wanted = d.line(text)
    return minutes_lines.mend_line(d.desk, line, wanted)


def _hour_of(d: Driver, text: str) -> object:
    kind, _, rest = text.partition(" ")
    if not kind.isalpha():
        line, hour = d.line(text)
        return minutes_lines.mend_line(d.desk, line, line.text, hour)
    number, _, hour = rest.partition(" ")
    if kind == COUNT and not number.isdecimal():  # the last one
        return hours.set_noted_hour(d.desk, d.meeting_id, f"{COUNT}/{d.vote().id}", rest)
    of = hours.numbered(d.desk, d.meeting_id).get(f"{kind} {number}")
    if of is None:
        raise Refused(
            N_("There is no “{name}” in the minutes; “ktd meeting hours” lists what has an hour."),
            name=f"{kind} {number}".strip(),
        )
    return hours.set_noted_hour(d.desk, d.meeting_id, of.key, hour)


def _speaker(d: Driver, text: str) -> MinutesLine:
    number, _, who = text.partition("=")
    line, _ = d.line(number.strip())
    return minutes_lines.mend_line(d.desk, line, line.text, speaker=who.strip())


def _remove(d: Driver, text: str) -> Meeting:
    person = d.person(text)
    return presence.remove_attendee(d.desk, d.meeting_id, person.id, person)


def _handover(d: Driver, text: str) -> Meeting:
    of = parts(text, ("giver", "receiver"))
    if not (of["giver"] and of["receiver"]):
        offered = closing.handover_offered(d.desk, view.meeting_view(d.desk, d.meeting_id))
        (_, giver), (_, receiver) = offered.givers[0], offered.receivers[0]
        raise Refused(
            N_("Name who hands over and who takes over, for example: {giver} | {receiver}"),
            giver=giver,
            receiver=receiver,
        )
    items = "\n".join(d.meeting.handover.items)
    return closing.set_handover(d.desk, d.meeting_id, of["giver"], of["receiver"], items)


def _items(d: Driver, text: str) -> Meeting:
    of = d.meeting.handover
    return closing.set_handover(d.desk, d.meeting_id, of.giver, of.receiver, text.replace("; ", "\n"))


def _sign_off(d: Driver, text: str) -> Meeting:
    sides = {"giver": closing.Side.GIVER, "receiver": closing.Side.RECEIVER, "": None}
    if text not in sides:
        raise Refused(N_("Sign off as: giver, receiver; nothing means both."))
    return closing.confirm_handover(d.desk, d.meeting_id, sides[text])


def _takes_over(what: Coming) -> Callable[[Driver, str], object]:
    return lambda d, who: presence.take_over(d.desk, d.meeting_id, what, who)


def _deed(step: Step, *places: str) -> Callable[[Driver, str], object]:
    return lambda d, text: deeds.record_deeds(d.desk, d.meeting_id, step, DeedTyped(**parts(text, places)))


def _deed_back(d: Driver, text: str) -> Meeting:
    done = [of for step in deeds.WHY for of in deeds_of(d.meeting, step)]
    place = int(text[:6]) if text.isascii() and text.isdecimal() else 0
    if not 1 <= place <= len(done):
        raise Refused(N_("There is no deed {n}; there are {last}."), n=text, last=len(done))
    return deeds.take_deed_back(d.desk, d.meeting_id, done[place - 1])


VERBS: Mapping[str, Verb] = {
    "at": Verb(lambda d, text: hours.set_clock(d.desk, d.meeting_id, text), "at 14:05"),
    "day": Verb(_field("day"), "day 09/12/2022"),
    "hour": Verb(_field("opens_at"), "hour 14:00"),
    "place": Verb(_field("place"), "place Nhà Quốc hội"),
    "documents": Verb(_list("documents"), "documents Báo cáo tổng kết; Bảng điểm"),
    "number": Verb(_field("paper_number"), "number 05"),
    "recipients": Verb(_list("recipients"), "recipients Các đơn vị trong cụm, khối; Lưu: VT"),
    "delegate": Verb(_delegate, "delegate Lê A | Cục trưởng | Cục Quản trị I | Hà Nội | biểu quyết"),
    "remove": Verb(_remove, "remove la"),
    "chair": Verb(_officer("chair_id"), "chair nvđ"),
    "chairs": Verb(_takes_over(Coming.CHAIRS), "chairs nvđ"),
    "secretary": Verb(_officer("secretary_id"), "secretary tqn"),
    "writes": Verb(_takes_over(Coming.WRITES), "writes tqn"),
    "present": Verb(_present, "present nvđ, cqt2"),
    "absent": Verb(_absent, "absent nvđ"),
    "stand-in": Verb(_stand_in, "stand-in nvđ = Lê B | Phó Cục trưởng | 12/GUQ"),
    "from": Verb(_seat("joins_from"), "from nvđ = Đà Nẵng"),
    "excused": Verb(_seat("excused"), "excused nvđ = đi công tác"),
    "was-there": Verb(_was_there, "was-there nvđ = 08:40–16:10"),
    "open": Verb(_open, "open planned"),
    "opening-hour": Verb(lambda d, text: hours.set_opening(d.desk, d.meeting_id, text), "opening-hour 08:10"),
    "step": Verb(_step, "step awards"),
    "next": Verb(_next, "next"),
    "line": Verb(
        lambda d, text: minutes_lines.add_typed(d.desk, d.meeting, text), "line nvđ: Nhất trí với báo cáo"
    ),
    "mend": Verb(_mend, "mend 3 Nhất trí với dự thảo báo cáo"),
    "hour-of": Verb(_hour_of, "hour-of turn 2 14:20–14:25"),
    "speaker": Verb(_speaker, "speaker 3 = cqt2"),
    "presenter": Verb(_officer("presenter_id"), "presenter nvđ"),
    "delete": Verb(lambda d, text: minutes_lines.delete_line(d.desk, d.line(text)[0]), "delete 3"),
    "ask": Verb(lambda d, who: speaking_list.ask(d.desk, d.meeting_id, d.person(who).id), "ask nvđ"),
    "floor": Verb(lambda d, who: speaking_list.begin(d.desk, d.meeting_id, d.person(who).id), "floor nvđ"),
    "floor-end": Verb(lambda d, _: speaking_list.end(d.desk, d.meeting_id), "floor-end"),
    "report": Verb(_report, "report Năm qua, các đơn vị đã …"),
    "conclusion": Verb(_text("conclusion"), "conclusion Hội nghị thành công"),
    "put": Verb(voting_verbs.put_in_words, "put award Cục Quản trị I = Cờ thi đua"),
    "rescore": Verb(voting_verbs.rescore_in_words, "rescore Cục Quản trị I = I.1 17,5 chậm hai báo cáo"),
    "ballot": Verb(voting_verbs.ballot_in_words, "ballot head Cục Quản trị I, Vụ Thư ký"),
    "count": Verb(voting_verbs.count_in_words, "count 9 1 0 1 1"),
    "hands": Verb(voting_verbs.hands_in_words, "hands Cục Quản trị I=8, Vụ Thư ký=4"),
    "open-vote": Verb(lambda d, _: opening.open_vote(d.desk, d.vote().id), "open-vote"),
    "unopen": Verb(lambda d, _: opening.take_back_opening(d.desk, d.vote().id), "unopen"),
    "written": Verb(voting_verbs.opinion_in_words, "written cqt2 = agree"),
    "casting": Verb(lambda d, side: deciding.cast_by_chair(d.desk, d.vote().id, side), "casting agree"),
    "tellers": Verb(voting_verbs.tellers_in_words, "tellers lb, vta = lb"),
    "tally": Verb(
        voting_verbs.tally_in_words,
        "tally lb issued=12, returned=12, valid=11, invalid=1, agree=9, against=1, abstain=1",
    ),
    "agree": Verb(lambda d, _: tellers.agree(d.desk, d.vote().id), "agree"),
    "stand-down": Verb(voting_verbs.stand_down_in_words, "stand-down Vụ Thư ký = có đơn xin rút"),
    "withdraw": Verb(lambda d, _: votes.withdraw_question(d.desk, d.vote()), "withdraw"),
    "void": Verb(lambda d, text: rounds.void(d.desk, d.vote().id, text), "void Phát nhầm một phiếu"),
    "next-round": Verb(lambda d, _: rounds.next_round(d.desk, d.vote().id), "next-round"),
    "run-off": Verb(lambda d, _: rounds.run_off(d.desk, d.vote().id), "run-off"),
    "lots": Verb(voting_verbs.lots_in_words, "lots Vụ Thư ký = theo quy chế, bốc thăm tại chỗ"),
    "no-quorum": Verb(lambda d, text: opening.open_vote(d.desk, d.vote().id, text), "no-quorum Mưa bão"),
    "handover": Verb(_handover, "handover Ông A | Bà B"),
    "items": Verb(_items, "items Hồ sơ năm 2022; con dấu"),
    "sign-off": Verb(_sign_off, "sign-off giver"),
    "unit-report": Verb(
        _deed(Step.UNIT_REPORTS, "unit", "who", "what"),
        "unit-report Vụ Thư ký | vta | Hoàn thành 12/12 nhiệm vụ",
    ),
    "pledge": Verb(_deed(Step.PLEDGE, "unit", "who"), "pledge Vụ Thư ký | vta"),
    "give": Verb(_deed(Step.GIVING, "what", "receiver", "who"), "give Giấy khen | Vụ Thư ký | nvđ"),
    "flag": Verb(
        _deed(Step.FLAG, "unit", "receiver", "what"), "flag Cục Quản trị I | Vụ Thư ký | cờ luân lưu"
    ),
    "take-back": Verb(_deed_back, "take-back 1"),
    "close": Verb(lambda d, text: closing.close_meeting(d.desk, d.meeting_id, text), "close 16:30"),
    "sign": Verb(lambda d, _: signing.sign(d.desk, d.meeting_id), "sign"),
}
"""Verb → what it does."""

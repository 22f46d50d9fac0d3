"""The verbs by which a meeting is driven, each with an example."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.voting import Purpose
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.ids import new_id
from ktd_tui.operations.meeting import (
    closing,
    long_texts,
    minutes_lines,
    preparation,
    presence,
    speaking_list,
    view,
)
from ktd_tui.operations.meeting.presence import Delegate, Seat, seat_of, set_seat, with_typed
from ktd_tui.operations.meeting.scripting.driver import Driver, parts
from ktd_tui.operations.meeting.scripting.rehearsal import set_clock
from ktd_tui.operations.meeting.voting import rounds, tellers, votes
from ktd_tui.rules.meeting import flow
from ktd_tui.rules.meeting.tally import NUMBERS
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


def _numbered(d: Driver, text: str) -> tuple[MinutesLine, str]:
    """Return the line of that number, as «ktd meeting lines» lists them, and what stands behind."""
    number, _, rest = text.partition(" ")
    found = view.meeting_view(d.desk, d.meeting_id).proceedings.lines
    place = int(number[:6]) if number.isascii() and number.isdecimal() else 0
    if not 1 <= place <= len(found):
        raise Refused(N_("The minutes have no line {n}; “ktd meeting lines” numbers them."), n=number)
    return found[place - 1], rest


def _mend(d: Driver, text: str) -> MinutesLine:
    line, wanted = _numbered(d, text)
    return minutes_lines.mend_line(d.desk, line, wanted)


def _speaker(d: Driver, text: str) -> MinutesLine:
    number, _, who = text.partition("=")
    line, _ = _numbered(d, number.strip())
    return minutes_lines.mend_line(d.desk, line, line.text, who.strip())


def _remove(d: Driver, text: str) -> Meeting:
    person = d.person(text)
    return presence.remove_attendee(d.desk, d.meeting_id, person.id, person)


def _purpose(text: str) -> Purpose:
    if text not in set(Purpose):
        raise Refused(
            N_("There is no question “{name}”. There are: {names}."), name=text, names=", ".join(Purpose)
        )
    return Purpose(text)


def _put(d: Driver, text: str) -> object:
    purpose, _, rest = text.partition(" ")
    unit, _, award = (part.strip() for part in rest.partition("="))
    return votes.put_question(d.desk, d.meeting_id, _purpose(purpose), d.unit(unit) if unit else None, award)


def _ballot(d: Driver, text: str) -> object:
    purpose, _, rest = text.partition(" ")
    units, _, award = (part.strip() for part in rest.partition("="))
    return rounds.put_ballot(
        d.desk, d.meeting_id, _purpose(purpose), [d.unit(one) for one in units.split(",")], award
    )


def _count(d: Driver, text: str) -> object:
    agree, against, other = [*text.split(), "0", "0", "0"][:3]
    return votes.count_votes(d.desk, d.vote().id, agree, against, other)


def _hands(d: Driver, text: str) -> object:
    return tellers.count_choices(d.desk, d.vote().id, _numbers(d, text))


def _tally(d: Driver, text: str) -> object:
    who, _, rest = text.partition(" ")
    return tellers.tally(d.desk, d.vote().id, d.person(who).id, _numbers(d, rest))


def _numbers(d: Driver, text: str) -> dict[str, str]:
    found = {}
    plain = {**dict.fromkeys(NUMBERS), "agree": None, "against": None}
    for pair in text.split(","):
        name, _, number = (part.strip() for part in pair.partition("="))
        found[name if name in plain else d.unit(name)] = number
    return found


def _lots(d: Driver, text: str) -> object:
    unit, _, reason = text.partition("=")
    return rounds.draw_lots(d.desk, d.vote().id, d.unit(unit), reason)


def _handover(d: Driver, text: str) -> Meeting:
    of = parts(text, ("giver", "receiver"))
    proposed = closing.propose_handover(d.desk, view.meeting_view(d.desk, d.meeting_id))
    return closing.set_handover(
        d.desk,
        d.meeting_id,
        of["giver"] or proposed.giver,
        of["receiver"] or proposed.receiver,
        "\n".join(d.meeting.handover.items),
    )


def _items(d: Driver, text: str) -> Meeting:
    of = d.meeting.handover
    return closing.set_handover(d.desk, d.meeting_id, of.giver, of.receiver, text)


def _sign_off(d: Driver, text: str) -> Meeting:
    sides = {"giver": closing.Side.GIVER, "receiver": closing.Side.RECEIVER, "": None}
    if text not in sides:
        raise Refused(N_("Sign off as: giver, receiver; nothing means both."))
    return closing.confirm_handover(d.desk, d.meeting_id, sides[text])


VERBS: Mapping[str, Verb] = {
    "at": Verb(lambda d, text: set_clock(d.desk, text), "at 14:05"),
    "day": Verb(_field("day"), "day 09/12/2022"),
    "hour": Verb(_field("opens_at"), "hour 14:00"),
    "place": Verb(_field("place"), "place Nhà Quốc hội"),
    "documents": Verb(_field("documents"), "documents Báo cáo tổng kết"),
    "number": Verb(_field("paper_number"), "number 05"),
    "recipients": Verb(_field("recipients"), "recipients Các đơn vị trong Khối"),
    "delegate": Verb(_delegate, "delegate Lê A | Cục trưởng | Cục Quản trị I | Hà Nội | biểu quyết"),
    "remove": Verb(_remove, "remove la"),
    "chair": Verb(_officer("chair_id"), "chair nvđ"),
    "secretary": Verb(_officer("secretary_id"), "secretary tqn"),
    "present": Verb(_present, "present nvđ, cqt2"),
    "absent": Verb(_absent, "absent nvđ"),
    "stand-in": Verb(_stand_in, "stand-in nvđ = Lê B | Phó Cục trưởng | 12/GUQ"),
    "from": Verb(_seat("joins_from"), "from nvđ = Đà Nẵng"),
    "excused": Verb(_seat("excused"), "excused nvđ = đi công tác"),
    "open": Verb(lambda d, _: preparation.open_meeting(d.desk, d.meeting_id), "open"),
    "step": Verb(_step, "step awards"),
    "next": Verb(_next, "next"),
    "line": Verb(
        lambda d, text: minutes_lines.add_typed(d.desk, d.meeting, text), "line nvđ: Nhất trí với báo cáo"
    ),
    "mend": Verb(_mend, "mend 3 Nhất trí với dự thảo báo cáo"),
    "speaker": Verb(_speaker, "speaker 3 = cqt2"),
    "presenter": Verb(_officer("presenter_id"), "presenter nvđ"),
    "delete": Verb(lambda d, text: minutes_lines.delete_line(d.desk, _numbered(d, text)[0]), "delete 3"),
    "ask": Verb(lambda d, who: speaking_list.ask(d.desk, d.meeting_id, d.person(who).id), "ask nvđ"),
    "floor": Verb(lambda d, who: speaking_list.begin(d.desk, d.meeting_id, d.person(who).id), "floor nvđ"),
    "floor-end": Verb(lambda d, _: speaking_list.end(d.desk, d.meeting_id), "floor-end"),
    "report": Verb(_report, "report Năm qua, Khối đã …"),
    "conclusion": Verb(_text("conclusion"), "conclusion Hội nghị thành công"),
    "put": Verb(_put, "put award Cục Quản trị I = Cờ thi đua"),
    "ballot": Verb(_ballot, "ballot head Cục Quản trị I, Vụ Thư ký"),
    "count": Verb(_count, "count 12 1 0"),
    "hands": Verb(_hands, "hands Cục Quản trị I=8, Vụ Thư ký=4"),
    "tellers": Verb(
        lambda d, who: tellers.set_tellers(d.desk, d.meeting_id, who.split(",")), "tellers lb, vta"
    ),
    "tally": Verb(_tally, "tally lb issued=12, returned=12, valid=11, invalid=1, agree=10, against=1"),
    "agree": Verb(lambda d, _: tellers.agree(d.desk, d.vote().id), "agree"),
    "withdraw": Verb(lambda d, _: votes.withdraw_question(d.desk, d.vote()), "withdraw"),
    "void": Verb(lambda d, text: rounds.void(d.desk, d.vote().id, text), "void Phát nhầm một phiếu"),
    "next-round": Verb(lambda d, _: rounds.next_round(d.desk, d.vote().id), "next-round"),
    "run-off": Verb(lambda d, _: rounds.run_off(d.desk, d.vote().id), "run-off"),
    "lots": Verb(_lots, "lots Vụ Thư ký = theo quy chế, bốc thăm tại chỗ"),
    "no-quorum": Verb(lambda d, text: votes.open_vote(d.desk, d.vote().id, text), "no-quorum Mưa bão"),
    "handover": Verb(_handover, "handover Ông A | Bà B"),
    "items": Verb(_items, "items Hồ sơ năm 2022"),
    "sign-off": Verb(_sign_off, "sign-off giver"),
    "close": Verb(lambda d, text: closing.close_meeting(d.desk, d.meeting_id, text), "close 16:30"),
    "sign": Verb(lambda d, _: closing.sign(d.desk, d.meeting_id), "sign"),
}
"""Verb → what it does."""

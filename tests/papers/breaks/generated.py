"""Meetings of many sizes, made from the sample's: few or many delegates, units, lines, votes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.papers.kinds.pledge import PledgeData
from ktd_tui.papers.record import MinutesData
from ktd_tui.rules.year.pledge import UnitPledge

SENTENCES = (
    "Nhất trí với báo cáo.",
    "Đề nghị các đơn vị gửi báo cáo đúng hạn và cử người tham gia đầy đủ các buổi giao lưu.",
    (
        "Công tác thông tin giữa các đơn vị ở nhiều khu vực còn chậm, việc học hỏi kinh nghiệm còn hạn chế, "
        "cần có kế hoạch giao lưu ngay từ đầu năm và phân công đơn vị chủ trì từng hoạt động cụ thể."
    ),
)
MOST_RECIPIENTS = 11
"""With more of them the signatures and «Nơi nhận», which stay together, are themselves half a page."""
NAMES = ("Vụ Tổ chức", "Cục Quản trị khu vực phía Nam", "Trung tâm Tin học", "Vụ Lễ tân và Hợp tác quốc tế")


def meeting_of_size(of: MinutesData, seed: int) -> MinutesData:
    """Return the meeting with other sizes; the same seed gives the same meeting."""
    dice = Random(seed)  # noqa: S311  # sizes, no secrets
    units = _units(of, dice)
    ranked = [s for s in of.standings if s.rank]
    standings = tuple(
        ranked[place % len(ranked)]._replace(unit_id=unit.id, rank=place + 1)
        for place, unit in enumerate(units)
    )
    meeting = of.proceedings.meeting
    meeting = meeting.with_(
        attendees=(*meeting.attendees, *_delegates(dice)),
        report=tuple(_text(dice) for _ in range(dice.randint(0, 12))),
        conclusion=tuple(_text(dice) for _ in range(dice.randint(1, 8))),
        documents=tuple(_text(dice, 1) for _ in range(dice.randint(0, 8))),
        handover=meeting.handover.model_copy(
            update={"items": tuple(_text(dice, 1) for _ in range(dice.randint(0, 9)))}
        ),
        recipients=tuple(f"Đơn vị nhận {n}" for n in range(dice.randint(1, MOST_RECIPIENTS))),
    )
    proceedings = of.proceedings._replace(
        meeting=meeting, lines=tuple(_lines(of, dice)), votes=tuple(_votes(of, dice))
    )
    return replace(
        of,
        units={unit.id: unit for unit in units} | dict(of.units),
        standings=standings,
        movements=of.movements[: dice.randint(0, len(of.movements))],
        proceedings=proceedings,
    )


def _text(dice: Random, most: int = 5) -> str:
    return " ".join(dice.choice(SENTENCES) for _ in range(dice.randint(1, most)))


def _points(dice: Random, most: int) -> tuple[str, ...]:
    return tuple(_text(dice, 1) for _ in range(dice.randint(1, most)))


def _units(of: MinutesData, dice: Random) -> list[Unit]:
    sample = next(iter(of.units.values()))
    return [
        sample.model_copy(update={"id": f"u{n}", "name": f"{dice.choice(NAMES)} số {n}"})
        for n in range(1, dice.randint(3, 30))
    ]


def _delegates(dice: Random) -> Iterator[Attendee]:
    for n in range(dice.randint(0, 45)):
        unit = dice.choice(NAMES)
        yield Attendee(id=f"d{n}", name=f"Nguyễn Văn {n}", title="Vụ trưởng", unit=unit, present=True)


def _lines(of: MinutesData, dice: Random) -> Iterator[MinutesLine]:
    for line in of.proceedings.lines:
        yield line
        for n in range(dice.choice((0, 0, 0, 1, 3, 9)) if line.kind is not LineKind.NOTE else 0):
            at = line.at + timedelta(seconds=n)
            yield line.with_(id=f"{line.id}{n}", text=_text(dice), at=at)


def _votes(of: MinutesData, dice: Random) -> Iterator[Vote]:
    for vote in of.proceedings.votes:
        yield vote
        for n in range(dice.choice((0, 0, 2, 8, 20)) if vote.purpose is Purpose.AWARD else 0):
            yield vote.with_(id=f"{vote.id}{n}")


def pledge_of_size(of: PledgeData, units: int, seed: int) -> PledgeData:
    """Return the pledge of so many units, whose offices, contents and titles are of many lengths."""
    dice = Random(seed)  # noqa: S311  # as above
    sample, person = of.units[0], next(iter(of.heads.values()))
    names = [
        f"{dice.choice(NAMES)} {'và Đối ngoại ' * dice.randint(0, 2)}số {n}" for n in range(1, units + 1)
    ]
    made = [sample.model_copy(update={"id": f"u{n}", "name": name}) for n, name in enumerate(names)]
    few = dice.randint(1, 6)
    contents = [
        UnitPledge(
            unit.id, unit.name, (("", tuple(_text(dice, 1) for _ in range(dice.randint(1, few)))),), ()
        )
        for unit in made
    ]
    return replace(
        of,
        units=made,
        preamble=tuple(_text(dice) for _ in range(dice.randint(1, 4))),
        pledge=None,
        contents=contents,
        heads={unit.id: person.model_copy(update={"id": f"p{unit.id}"}) for unit in made},
    )

"""What the verbs of voting do with the words behind them."""

import re
from contextlib import suppress

from ktd_tui.domain.voting import ABSTAIN, AGAINST, FOR, Purpose
from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.meeting.voting import deciding, rounds, score_changes, tellers, votes
from ktd_tui.operations.meeting.voting.awarding import put_award
from ktd_tui.operations.scoring.layering.deciding import TOTAL, ChangeTyped
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.rules.meeting.tally import NUMBERS
from ktd_tui.text import fold

_COUNTED = re.compile(r"([^=]+)=([^,=]*)(?:,|$)")
"""A name, which may hold commas, and its number."""
TOTALS = ("tong", "tong diem", "total")
"""What is written instead of a row's code for the total."""

GRADES = "grades"
"""What is written instead of a purpose for all grades that wait for a ballot."""


def _purpose(text: str) -> Purpose:
    if text not in set(Purpose):
        raise Refused(
            N_("There is no question “{name}”. There are: {names}."), name=text, names=", ".join(Purpose)
        )
    return Purpose(text)


def put_in_words(d: Driver, text: str) -> object:
    """Put a question: «award Cục Quản trị I = Cờ thi đua», «award vta = Chiến sĩ thi đua cơ sở».

    «grades» puts every grade that waits for a ballot.
    """
    purpose, _, rest = text.partition(" ")
    if purpose == GRADES:
        return votes.put_grades(d.desk, d.meeting_id)
    whom, _, award = (part.strip() for part in rest.partition("="))
    if _purpose(purpose) is Purpose.AWARD:
        return put_award(d.desk, d.meeting_id, award, whom)
    return votes.put_question(d.desk, d.meeting_id, _purpose(purpose), d.unit(whom) if whom else None, award)


def rescore_in_words(d: Driver, text: str) -> object:
    """Put a change of the bloc's points: «Cục Quản trị I = I.1 17,5 chậm hai báo cáo», «= tổng 92,5 …»."""
    unit, _, rest = text.partition("=")
    code, points, ground = [*rest.split(None, 2), "", "", ""][:3]
    typed = ChangeTyped(d.unit(unit), TOTAL if fold(code) in TOTALS else code, points, ground)
    return score_changes.put_score_change(d.desk, d.meeting_id, typed)


def ballot_in_words(d: Driver, text: str) -> object:
    """Put several units to one ballot: «head Cục Quản trị I, Vụ Thư ký»."""
    purpose, _, rest = text.partition(" ")
    units, _, award = (part.strip() for part in rest.partition("="))
    return rounds.put_ballot(d.desk, d.meeting_id, _purpose(purpose), d.units(units), award)


def count_in_words(d: Driver, text: str) -> object:
    """Enter what was counted: for, against, no opinion, invalid, not returned."""
    agree, against, *rest = [*text.split(), "0", "0"]
    return votes.count_votes(d.desk, d.vote().id, agree, against, votes.Rest(*rest[:3]))


def hands_in_words(d: Driver, text: str) -> object:
    """Enter the hands raised for each: «Cục Quản trị I=8, Vụ Thư ký=4»."""
    return tellers.count_choices(d.desk, d.vote().id, _numbers(d, text))


def tally_in_words(d: Driver, text: str) -> object:
    """Enter what one teller counted: «lb issued=12, returned=12, …»."""
    who, rest = _teller_first(d, text)
    return tellers.tally(d.desk, d.vote().id, who, _numbers(d, rest))


def _teller_first(d: Driver, text: str) -> tuple[str, str]:
    """Part a teller's letters or whole name from what was counted behind them.

    Raises:
        Refused: The first words mean nobody, or several.
    """
    words = text.partition("=")[0].split()
    for many in range(len(words) - 1, 1, -1):
        name = " ".join(words[:many])
        with suppress(KtdError):
            return d.person(name).id, " ".join(text.split()).removeprefix(name)
    who, _, rest = text.partition(" ")
    return d.person(who).id, rest


def _numbers(d: Driver, text: str) -> dict[str, str]:
    """Read «Thư viện=7, Trung tâm Ngoại ngữ, Tin học=2»: what stands before «=» is one name."""
    plain = {*NUMBERS, FOR, AGAINST, ABSTAIN}
    if left := _COUNTED.sub("", text).strip():  # no number stands behind it
        d.unit(left)
    pairs = [(name.strip(), number.strip()) for name, number in _COUNTED.findall(text)]
    return {name if name in plain else d.unit(name): number for name, number in pairs}


def tellers_in_words(d: Driver, text: str) -> object:
    """Name the tellers and who heads them: «lb, vta = lb»."""
    listed, _, head = (part.strip() for part in text.partition("="))
    try:
        chosen = d.people(listed)
    except KtdError:  # a guest who is on no list yet
        chosen = listed.split(";" if ";" in listed else ",")
    return tellers.set_tellers(d.desk, d.meeting_id, chosen, head)


def stand_down_in_words(d: Driver, text: str) -> object:
    """Record that a candidate withdraws: «Vụ Thư ký = có đơn xin rút»."""
    unit, _, reason = text.partition("=")
    return rounds.stand_down(d.desk, d.vote().id, d.unit(unit), reason)


def opinion_in_words(d: Driver, text: str) -> object:
    """Record a written opinion, or drop it: «cqt2 = agree»."""
    who, _, said = (part.strip() for part in text.partition("="))
    person, vote = d.person(who), d.vote()
    if not said:
        return deciding.drop_opinion(d.desk, vote.id, person.id)
    plain = (FOR, AGAINST, ABSTAIN)
    choices = [said] if said in plain else d.units(said)
    return deciding.set_opinion(d.desk, vote.id, person.id, choices)


def lots_in_words(d: Driver, text: str) -> object:
    """Record whom the lot chose, and by what rule."""
    unit, _, reason = text.partition("=")
    return rounds.draw_lots(d.desk, d.vote().id, d.unit(unit), reason)

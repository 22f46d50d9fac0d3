"""What composes the council's session: the bloc's proposals, the votes that each needs, what was decided."""

from collections.abc import Sequence

from ktd_tui.domain.merit import AwardDecision, AwardRules, VoteBy
from ktd_tui.domain.voting import Base, Vote
from ktd_tui.naming import bare_name
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.sources import legal_grounds
from ktd_tui.operations.scoring.award_rules import rules_of
from ktd_tui.papers.document import Paper
from ktd_tui.papers.kinds.awarding.council_minutes import CouncilData, compose_council_minutes
from ktd_tui.papers.record import MinutesData
from ktd_tui.rules.scoring.results.needed import Needed, needed_of
from ktd_tui.text import fold
from ktd_tui.words import short_date


def council_minutes_paper(desk: Desk, of: MinutesData, passed: Sequence[Vote]) -> Paper:
    """Compose the minutes of the council's session on what a bloc's meeting voted for."""
    rules = rules_of(desk, of.year)
    return compose_council_minutes(
        CouncilData(
            meeting=of,
            passed=passed,
            grounds=legal_grounds(desk, of.year),
            needed=[_needed(rules, vote) for vote in passed],
            given=[_given(desk, of.year.year, vote) for vote in passed],
        )
    )


def _needed(rules: AwardRules, vote: Vote) -> Needed | None:
    """Return how many of the council's votes an award needs; None where no rule asks for a share of them."""
    for rule in rules.rules:
        asked = rule.vote_by is VoteBy.COUNCIL and rule.vote_base is Base.MEMBERS
        if asked and fold(vote.award).startswith(fold(rule.title)) and (rule.vote or rule.votes):
            return needed_of(rule)
    return None


def _given(desk: Desk, year: int, vote: Vote) -> str:
    """Say by which decision an award was given; empty while none gave it."""
    for decision in desk.store.find(AwardDecision, year=year):
        for one in decision.awarded:
            same = fold(one.title) == fold(vote.award) and one.unit_id == vote.unit_id
            if same and fold(one.person) in (fold(_person(vote)), ""):
                return f"Đã tặng, Quyết định số {decision.number} ngày {short_date(decision.day)}"
    return ""


def _person(vote: Vote) -> str:
    """Return the bare name of whom an award is for; empty: the unit itself."""
    return bare_name(vote.person.partition(",")[0])

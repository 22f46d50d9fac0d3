"""The conditions of a title as a person types and reads them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from ktd_tui.domain.merit import AwardRule, QuotaBase, VoteBy
from ktd_tui.domain.results.grades import Rounding
from ktd_tui.domain.voting import Base
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT
from ktd_tui.operations.lookup import code_meant
from ktd_tui.rules.scoring.results.conditions import VOTE_BASES
from ktd_tui.rules.scoring.results.needed import needed_of, needed_read, needed_written
from ktd_tui.words import parse_decimal, percent, plain_number

PERCENT = Decimal(100)
MOST_POINTS = Decimal(9999)
NAMES: Mapping[str, str] = {
    "at_least": N_("share of the points"),
    "points": N_("points"),
    "grade": N_("grade"),
    "best": N_("first places"),
    "quota": N_("quota"),
    "registered": N_("registration"),
    "by_council": N_("the council's choice"),
    "vote": N_("the council's ballot"),
    "years": N_("years running"),
    "members_share": N_("share of the members"),
    "undisciplined": N_("nobody disciplined"),
    "judged": N_("what people judge"),
}
"""What each condition is called."""
QUOTA_BASES: Mapping[str, str] = {
    QuotaBase.UNITS: N_("of the bloc's units"),
    QuotaBase.LEADERS: N_("of the leaders of all blocs"),
}
ROUNDINGS: Mapping[str, str] = {
    Rounding.DOWN: N_("rounded down"),
    Rounding.HALF_UP: N_("rounded half up"),
    Rounding.UP: N_("rounded up"),
}
VOTES_BY: Mapping[str, str] = {
    VoteBy.COUNCIL: N_("at the council"),
    VoteBy.MEETING: N_("at the bloc's meeting"),
}


class Conditions(NamedTuple):
    """The conditions of a title as typed; an empty text stands for none, a list has one a line.

    Attributes:
        at_least: Per cent of the criteria's points.
        best: So many of the first places.
        quota: Per cent.
        registered: The unit must have registered the title.
        vote: How many votes it needs: «80 %», «hơn 2/3», «7 phiếu».
        years: So many years running.
        members_share: Per cent of the unit's members.
        by_law: Names (``NAMES``) of the conditions that the law sets.
    """

    title: str
    at_least: str = ""
    best: str = ""
    quota: str = ""
    registered: bool = True
    by_council: bool = False
    source: str = ""
    certainty: str = ""
    quota_base: str = QuotaBase.UNITS
    vote: str = ""
    vote_base: str = Base.MEMBERS
    years: str = ""
    earlier: str = ""
    members_share: str = ""
    members_title: str = ""
    judged: str = ""
    by_law: str = ""
    law: str = ""
    points: str = ""
    grade: str = ""
    quota_rounding: str = Rounding.DOWN
    undisciplined: bool = False
    vote_by: str = VoteBy.COUNCIL


def rule_as_typed(rule: AwardRule) -> Conditions:
    """Return a rule as one would type it."""

    def per_cent(share: Fraction | None) -> str:
        return percent(share).removesuffix("%") if share is not None else ""

    return Conditions(
        rule.title,
        per_cent(rule.at_least),
        str(rule.best or ""),
        per_cent(rule.quota),
        rule.registered,
        rule.by_council,
        rule.source,
        rule.certainty,
        quota_base=rule.quota_base,
        vote=needed_written(needed_of(rule)),
        vote_by=rule.vote_by,
        vote_base=rule.vote_base,
        years=str(rule.years or ""),
        earlier="\n".join(rule.earlier),
        members_share=per_cent(rule.members_share),
        members_title=rule.members_title,
        judged="\n".join(rule.judged),
        by_law="\n".join(t(NAMES[name]) for name in rule.by_law if name in NAMES),
        law=rule.law,
        points=plain_number(rule.points) if rule.points is not None else "",
        grade=rule.grade,
        quota_rounding=rule.quota_rounding,
        undisciplined=rule.undisciplined,
    )


def rule_typed(typed: Conditions, seen: AwardRule | None) -> AwardRule:
    """Return the rule that was typed; a condition that was changed is the law's no longer, unless it is said.

    Raises:
        Refused: The title is empty, or a condition is not a number in its bounds.
    """
    title = within(typed.title, LIMIT)
    if not title:
        raise Refused(N_("The title is empty."), field="title")
    years = _number(typed.years, 20, N_("“{text}” is not a number of years."))
    earlier, share = _lines(typed.earlier), _share(typed.members_share)
    members_title = within(typed.members_title, LIMIT)
    if years and not earlier:
        raise Refused(N_("Write which titles count for the years running."))
    if share and not members_title:
        raise Refused(N_("Write which title that share of the members must have."))
    fresh = AwardRule(
        title=title,
        **_held_to_points(typed),
        by_council=typed.by_council,
        registered=typed.registered,
        **_votes(typed),
        vote_base=Base(code_meant(typed.vote_base, VOTE_BASES)),
        years=years,
        earlier=earlier,
        members_share=share,
        members_title=members_title,
        undisciplined=typed.undisciplined,
        judged=_lines(typed.judged),
        by_law=tuple(code_meant(line, NAMES) for line in _lines(typed.by_law)),
        law=within(typed.law, LIMIT),
        source=within(typed.source, LIMIT),
        certainty=within(typed.certainty, LIMIT),
    )
    if seen is None or fresh.by_law != seen.by_law:
        return fresh
    kept = tuple(name for name in fresh.by_law if getattr(fresh, name) == getattr(seen, name))
    return fresh.model_copy(update={"by_law": kept})


def _votes(typed: Conditions) -> dict[str, Any]:
    """Return how many votes are needed, and whose."""
    needed = needed_read(typed.vote)
    by = VoteBy(code_meant(typed.vote_by, VOTES_BY))
    return {"vote": needed.share, "vote_more": needed.more, "votes": needed.votes, "vote_by": by}


def _held_to_points(typed: Conditions) -> dict[str, Any]:
    """Return the conditions that points, rank and grade tell."""
    return {
        "at_least": _share(typed.at_least),
        "points": _points(typed.points),
        "grade": within(typed.grade, LIMIT),
        "best": _number(typed.best, 999, N_("“{text}” is not a number of places.")),
        "quota": _share(typed.quota),
        "quota_base": QuotaBase(code_meant(typed.quota_base, QUOTA_BASES)),
        "quota_rounding": Rounding(code_meant(typed.quota_rounding, ROUNDINGS)),
    }


def _points(text: str) -> Decimal | None:
    if not text.strip():
        return None
    value = parse_decimal(text)
    if not 0 <= value <= MOST_POINTS:
        raise Refused(N_("“{text}” is no number of points from 0 to {most}."), text=text, most=MOST_POINTS)
    return value


def _lines(typed: str) -> tuple[str, ...]:
    return tuple(line for part in typed.split("\n") if (line := within(part, LIMIT)))


def _share(text: str) -> Fraction | None:
    if not text.strip():
        return None
    value = parse_decimal(text.strip().removesuffix("%").strip())
    if not 0 < value <= PERCENT:
        raise Refused(N_("“{text}” is not a share between 0 and 100 per cent."), text=text)
    return Fraction(value) / 100


def _number(text: str, most: int, wrong: str) -> int | None:
    plain = text.strip()
    if not plain:
        return None
    if not (plain.isascii() and plain.isdecimal()) or not 1 <= int(plain[:4]) <= most:
        raise Refused(wrong, text=text)
    return int(plain)


def conditions_told(rule: AwardRule) -> Iterator[str]:
    """Say a rule, a line each: what the law sets and where it stands, then what is the office's custom."""
    found = list(_in_words(rule))
    if law := "; ".join(text for name, text in found if name in rule.by_law):
        yield t("By law: {conditions}", conditions=law)
    if rule.law:
        yield t("Law: {text}", text=rule.law)
    if custom := "; ".join(text for name, text in found if name not in rule.by_law):
        yield t("The office's custom: {conditions}", conditions=custom)
    if rule.source.strip("–"):
        yield t("Source: {text}", text=rule.source)


def _in_words(rule: AwardRule) -> Iterator[tuple[str, str]]:
    """Yield each condition that is set: its field, and the sentence."""
    if rule.at_least is not None:
        yield "at_least", t("at least {share} of the points", share=percent(rule.at_least))
    if rule.points is not None:
        yield "points", t("at least {points} points", points=plain_number(rule.points))
    if rule.grade:
        yield "grade", t("at least the grade “{grade}”", grade=rule.grade)
    if rule.best is not None:
        yield "best", t("only the first {n} of the ranking", n=rule.best)
    if rule.quota is not None:
        share, base = percent(rule.quota), t(QUOTA_BASES[rule.quota_base])
        yield "quota", t("at most {share} {base}", share=share, base=base)
        if rule.quota_rounding is not Rounding.DOWN:
            yield "quota", t(ROUNDINGS[rule.quota_rounding])
    if rule.registered:
        yield "registered", t("the title was registered")
    yield from _beyond_points(rule)


def _beyond_points(rule: AwardRule) -> Iterator[tuple[str, str]]:
    if rule.by_council:
        yield "by_council", t("the council chooses among all blocs")
    if needed_of(rule).asked:
        needed, by = needed_written(needed_of(rule)), t(VOTES_BY[rule.vote_by])
        base = f" {t(VOTE_BASES[rule.vote_base])}" if rule.votes is None else ""
        yield "vote", t("votes needed {by}: {needed}{base}", by=by, needed=needed, base=base)
    if rule.years is not None:
        yield "years", t("{n} years running: {titles}", n=rule.years, titles=" / ".join(rule.earlier))
    if rule.members_share is not None:
        share, title = percent(rule.members_share), rule.members_title
        yield "members_share", t("at least {share} of its members: {title}", share=share, title=title)
    if rule.undisciplined:
        yield "undisciplined", t("nobody of it was disciplined")
    yield from (("judged", line) for line in rule.judged)

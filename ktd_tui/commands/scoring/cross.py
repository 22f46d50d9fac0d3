"""``ktd score cross`` and ``ktd score gap``: who scores whom, and the gap that needs a reason."""

from argparse import Namespace

from ktd_tui.commands.frame import Answer, Option
from ktd_tui.commands.meant import unit_meant, year_meant
from ktd_tui.commands.scoring.answers import GapTold, PairTold
from ktd_tui.domain.organisation import BlocYear, CrossScoring
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.scoring.cross import assign, propose, set_gap_limit
from ktd_tui.words import number

CROSS = (
    Option("--each", N_("assign: how many units each one scores"), type=int, metavar="2"),
    Option(
        "--pair",
        N_("a unit scores another, too: its name = the other's"),
        action="append",
        default=[],
        metavar="A=B",
    ),
    Option(
        "--drop",
        N_("a unit scores another no more; all: nobody scores anybody"),
        action="append",
        default=[],
        metavar="A=B",
    ),
)
ALL = "all"
LIMIT = Option("points", N_("the points; none: any gap"), nargs="?", default="", metavar="1,5")


def who_scores_whom(desk: Desk, options: Namespace) -> Answer[list[PairTold]]:
    """Say who scores whom, changed where that was asked for."""
    year = year_meant(desk, options)
    if options.each is not None or options.pair or options.drop:
        year = assign(desk, year, _assigned(desk, year, options))
    pairs = [(unit_label(desk, pair.scorer_id), unit_label(desk, pair.unit_id)) for pair in year.cross]
    data: list[PairTold] = [{"scorer": scorer, "unit": unit} for scorer, unit in pairs]
    return Answer(data, [" → ".join(pair) for pair in pairs])


def _assigned(desk: Desk, year: BlocYear, options: Namespace) -> tuple[CrossScoring, ...]:
    """Return who scores whom as was asked: rotation first, then what is dropped, then what is added."""
    pairs = year.cross if options.each is None else propose(desk, year.id, options.each)
    dropped = set(pairs) if ALL in options.drop else {_pair(desk, year, one) for one in options.drop}
    if missing := dropped - set(pairs):
        raise Refused(
            N_("{scorer} does not score {unit}."),
            scorer=unit_label(desk, next(iter(missing)).scorer_id),
            unit=unit_label(desk, next(iter(missing)).unit_id),
        )
    added = [_pair(desk, year, one) for one in options.pair]
    return (*(one for one in pairs if one not in dropped), *added)


def _pair(desk: Desk, year: BlocYear, typed: str) -> CrossScoring:
    scorer, equals, unit = typed.partition("=")
    if not equals:
        raise Refused(N_('“{text}”: write a pair as "who scores=who is scored".'), text=typed)
    return CrossScoring(
        scorer_id=unit_meant(desk, year, scorer.strip()).id, unit_id=unit_meant(desk, year, unit.strip()).id
    )


def gap_that_needs_a_reason(desk: Desk, options: Namespace) -> Answer[GapTold]:
    """Set the gap to the layer before that needs a reason."""
    limit = set_gap_limit(desk, year_meant(desk, options), options.points).gap_limit
    said = "–" if limit is None else number(limit)
    return Answer({"gap_limit": limit}, t("Gap that needs a reason: {limit}", limit=said))

"""By keys: what people decided between equal units, and the people of a unit that ties and titles ask for."""

from pathlib import Path

from ktd_tui.domain.results.decisions import SettledBy, TieDecision
from ktd_tui.operations.desk import Desk
from screens.scoring.ranking import RankingScreen
from screens.scoring.score import ScoreScreen
from tests.operations.found import the_unit, the_year
from tests.operations.writing.ready import make_equal
from tests.screens.driving import press, running, settle, shown, write


async def test_the_lot_is_recorded_with_who_drew_it(sample: Desk, tmp_path: Path) -> None:
    make_equal(sample)
    year, pair = the_year(sample), [the_unit(sample, "CQT I"), the_unit(sample, "Vụ TK")]
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(RankingScreen(year.id))
        await settle(pilot)
        await press(pilot, "f4")
        assert "CQT I, Vụ TK" in shown(app), shown(app)
        await press(pilot, "enter")  # the only tie
        for _ in range(3):  # both places and what decided stay as they are
            await press(pilot, "enter")
        await write(pilot, "Chu toa")
        await press(pilot, "ctrl+s")
        (one,) = sample.store.find(TieDecision)
        assert (list(one.unit_ids), one.by, one.who) == (pair, SettledBy.LOT, "Chu toa"), shown(app)


async def test_the_people_of_a_unit_are_entered(sample: Desk, tmp_path: Path) -> None:
    year, unit_id = the_year(sample), the_unit(sample, "CQT I")
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(ScoreScreen(year.id, unit_id))
        await settle(pilot)
        await press(pilot, "f3")
        await write(pilot, "nhan su")
        await press(pilot, "enter")
        for number in ("20", "15"):
            await write(pilot, number)
            await press(pilot, "enter")
        await press(pilot, "ctrl+s")
        (member,) = (one for one in the_year(sample).members if one.unit_id == unit_id)
        assert (member.staff.people, member.staff.women, member.staff.titled) == (20, 15, None), shown(app)

"""Whatever is done in whatever order, two openers of the data agree with a plain dictionary."""

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import Conflict
from store import open_store

if TYPE_CHECKING:
    from store import Store

NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
PLACES = (None, "IV", "V")
BLOCS = st.sampled_from(PLACES)
SIDES = st.sampled_from([0, 1])


class Agreement(RuleBasedStateMachine):
    known = Bundle("known")

    def __init__(self) -> None:
        super().__init__()
        self.directory = Path(tempfile.mkdtemp())
        self.stores: list[Store] = [open_store(self.directory, create=True) for _ in range(2)]
        self.model: dict[str, Unit] = {}
        self.count = 0

    @rule(target=known, side=SIDES, name=NAMES, bloc=BLOCS)
    def make(self, side: int, name: str, bloc: str | None) -> Unit:
        self.count += 1
        saved = self.stores[side].save(Unit(id=f"U{self.count:04}", name=name, bloc_id=bloc))
        self.model[saved.id] = saved
        return saved

    @rule(target=known, side=SIDES, unit=known, name=NAMES, bloc=BLOCS)
    def change(self, side: int, unit: Unit, name: str, bloc: str | None) -> Unit:
        changed = unit.with_(name=name, bloc_id=bloc)
        if self.model.get(unit.id) != unit:
            with pytest.raises(Conflict) as caught:
                self.stores[side].save(changed)
            assert caught.value.theirs == self.model.get(unit.id)
            return unit
        saved = self.model[unit.id] = self.stores[side].save(changed)
        return saved

    @rule(side=SIDES, unit=consumes(known))
    def delete(self, side: int, unit: Unit) -> None:
        if self.model.get(unit.id) != unit:
            with pytest.raises(Conflict):
                self.stores[side].delete(unit)
            return
        self.stores[side].delete(unit)
        del self.model[unit.id]

    @rule(side=SIDES, name=NAMES)
    def break_off(self, side: int, name: str) -> None:
        with pytest.raises(ZeroDivisionError):
            self._break_off(self.stores[side], name)

    def _break_off(self, store: "Store", name: str) -> None:
        with store.transaction("test"):
            fresh = store.save(Unit(name=name, bloc_id="V"))
            gone = store.find(Unit)[:2]
            for unit in gone:
                store.delete(unit)
            units = [u for u in sorted([*self.model.values(), fresh], key=lambda u: u.id) if u not in gone]
            self._agree_on(store, units)
            raise ZeroDivisionError

    @rule(side=SIDES)
    def open_anew(self, side: int) -> None:
        self.stores[side].close()
        self.stores[side] = open_store(self.directory, create=True)

    @invariant()
    def agree(self) -> None:
        units = [self.model[key] for key in sorted(self.model)]
        for store in self.stores:
            self._agree_on(store, units)

    def _agree_on(self, store: "Store", units: list[Unit]) -> None:
        """What is found by fields is what a look at every record finds."""
        assert store.find(Unit) == units
        for bloc in PLACES:
            there = [u for u in units if u.bloc_id == bloc]
            assert store.find(Unit, bloc_id=bloc) == there
            for one in there[:2]:
                same = [u for u in there if u.name == one.name]
                assert store.find(Unit, bloc_id=bloc, name=one.name) == same
                assert store.find(Unit, id=one.id, bloc_id=bloc) == [one]
        assert store.find(Unit, id="U9999") == []

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        shutil.rmtree(self.directory)


TestAgreement = pytest.mark.filterwarnings("default::pytest.PytestCollectionWarning")(Agreement.TestCase)
TestAgreement.settings = settings(
    max_examples=40, stateful_step_count=20, deadline=None, derandomize=True, database=None
)

"""The office goes round: nobody twice before everybody once."""

from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.domain.organisation import BlocYear, Member, Role
from ktd_tui.rules.year.office_rotation import Term, due, terms_held


def a_year(number: int, head: str | None) -> BlocYear:
    units = [Member(unit_id=u, role=Role.HEAD if u == head else Role.MEMBER) for u in "abc"]
    return BlocYear(bloc_id="b", year=number, members=tuple(units))


def test_who_has_led_when() -> None:
    years = [a_year(2022, "c"), a_year(2020, "a"), a_year(2021, None)]
    assert terms_held(years) == (Term(2020, "a"), Term(2022, "c"))
    assert due("abc", terms_held(years)) == ("b", "a", "c")


@given(st.permutations("abcdef"), st.integers(1, 30))
def test_who_is_due_first_leads_and_nobody_leads_twice_before_all_did_once(
    units: list[str], rounds: int
) -> None:
    terms: list[Term] = []
    for number in range(rounds):
        terms.append(Term(2000 + number, due(units, terms)[0]))
    counts = [sum(term.unit_id == unit for term in terms) for unit in units]
    assert max(counts) - min(counts) <= 1

"""How papers name the layers of points within a sentence."""

import pytest

from ktd_tui.domain.layering.layers import ScoreLayer
from ktd_tui.domain.organisation import Bloc
from ktd_tui.papers.phrases import scoring_steps
from tests.builders import a_criteria


def bloc(noun: str) -> Bloc:
    return Bloc(council_id="c", code="V", name=f"{noun} số V", noun=noun)


@pytest.mark.parametrize("noun", ["Khối", "Cụm"])
def test_the_usual_ones_by_the_blocs_word(noun: str) -> None:
    assert scoring_steps(a_criteria(), bloc(noun)) == f"tự chấm, chấm chéo, {noun.lower()} chấm"


def test_those_that_the_bloc_named_keep_the_capitals_of_their_names() -> None:
    names = ("Thẩm định", "Ban TĐKT chấm", "Khối trưởng rà soát")
    layers = tuple(ScoreLayer(code=str(n), name=name, place=n) for n, name in enumerate(names))
    said = scoring_steps(a_criteria(layers=layers), bloc("Khối"))
    assert said == "thẩm định, Ban TĐKT chấm, khối trưởng rà soát"

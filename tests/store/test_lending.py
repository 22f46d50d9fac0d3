"""A stored document is read as if every value in it had looked at its own texts."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from ktd_tui.domain.base import Record
from ktd_tui.domain.organisation import BlocYear
from store.lending import taken_out
from store.shared.file_format import Document

TEXTS = st.text(st.sampled_from('aàÀ\u0301\u0323\u0302đo"\\\n\t\x1b\x7f\u200b\u202e \ud800😀'), max_size=6)
YEARS = st.fixed_dictionaries(
    {
        "id": TEXTS,
        "bloc_id": TEXTS,
        "year": st.just(2025),
        "theme": TEXTS,
        "movement_ids": st.lists(TEXTS, max_size=2),
        "members": st.lists(st.fixed_dictionaries({"unit_id": TEXTS, "sub_group": TEXTS}), max_size=2),
        "tasks": st.lists(st.fixed_dictionaries({"id": TEXTS, "text": TEXTS}), max_size=2),
    }
)


@settings(max_examples=150, deadline=None)
@given(YEARS)
def test_texts_are_clean_however_deep_they_stand(document: Document) -> None:
    assert _read(BlocYear, document, lent=True) == _read(BlocYear, document, lent=False)


def _read(kind: type[Record], document: Document, *, lent: bool) -> object:
    try:
        return taken_out(kind, document) if lent else kind.model_validate(document)
    except ValidationError as error:
        return [(one["loc"], one["type"]) for one in error.errors()]

"""What is looked for by a field's text is found in the index, whatever the documents have there."""

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from store.shared.state import Op, Overlay, State

VALUES = st.sampled_from(["", "IV", "V", None, 5, ["V"]])
DOCUMENTS = st.dictionaries(st.sampled_from(["bloc_id", "name"]), VALUES)
PUTS = st.lists(st.tuples(st.integers(1, 6), st.none() | DOCUMENTS), max_size=12)
TEXTS = st.dictionaries(st.sampled_from(["bloc_id", "name"]), st.sampled_from(["", "IV", "V", "VI"]))


def document_of(number: int, fields: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"U{number}", **fields}


def may_be(document: dict[str, Any], texts: dict[str, str]) -> bool:
    """A look at the document itself: only another text rules it out."""
    return all(
        document.get(name) == text or not isinstance(document.get(name), str) for name, text in texts.items()
    )


@given(asked_before=TEXTS, committed=PUTS, changed=PUTS, texts=TEXTS)
def test_no_document_that_may_be_meant_is_left_out(
    asked_before: dict[str, str],
    committed: list[tuple[int, dict[str, Any] | None]],
    changed: list[tuple[int, dict[str, Any] | None]],
    texts: dict[str, str],
) -> None:
    state = State({}, 0, Path("ktd.json"))
    expected: dict[str, dict[str, Any]] = {}
    for number, fields in committed:
        state.documents("units", asked_before)  # the index is there while the data changes
        document = None if fields is None else document_of(number, fields)
        ops: list[Op] = [("del", "units", number) if document is None else ("put", "units", number, document)]
        state.apply(ops)
        expected.pop(f"U{number}", None)
        expected |= {} if document is None else {f"U{number}": document}
    overlay = Overlay(state)
    after = dict(expected)
    for number, fields in changed:
        if fields is not None:
            overlay.put("units", str(number), document_of(number, fields))
            after[f"U{number}"] = document_of(number, fields)
        elif after.pop(f"U{number}", None) is not None:
            overlay.remove("units", str(number))
    for view, documents in ((state, expected), (overlay, after)):
        found = dict(view.documents("units", texts))
        assert {i for i, d in documents.items() if may_be(d, texts)} <= found.keys(), (texts, documents)
        assert all(documents[i] == d for i, d in found.items())

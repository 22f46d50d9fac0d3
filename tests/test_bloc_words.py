"""What a bloc is called is its own («Cụm»): no sentence, no literal and nothing that ships says it itself."""

import ast
import re
import tomllib

from tests.test_texts import OF_THE_BLOC, ROOT, SOURCES, catalogue, translation

WORD = re.compile("khối", re.IGNORECASE)
LAW = re.compile("[Cc]ụm, khối")
"""So the law says it of whatever a bloc is called."""
NAMES_A_BLOC = {
    "Khối V, 2022 was set up": "the sample is called so",
    "Look at Khối V, 2022 (a throw-away copy)": "the sample is called so",
    "open a throw-away copy of Khối V, 2022": "the sample is called so",
    "with Khối V, 2022 in it": "the sample is called so",
    "e.g. Khối phó": "an example beside which the user writes another word",
    "e.g. Khối thi đua số VI": "an example",
    "e.g. Khối trưởng, Trưởng khối": "examples",
    "e.g. Khối, Cụm": "examples",
    "what it calls itself: Khối, Cụm": "examples",
    "what its leading unit is called": "examples",
    "Say which bloc's agenda it is: a column “Khối”, or --bloc V.": "the head of a column in a file",
    "The unit's bloc is missing: a column “Khối”, or --bloc V.": "the head of a column in a file",
}
"""Sentences with the word itself, and why."""

IN_CODE = {
    ("ktd_tui/i18n/__init__.py", "Khối"): "the usual word, of a bloc that has none of its own",
    ("ktd_tui/i18n/__init__.py", "khối"): "the place in a sentence",
    ("ktd_tui/i18n/__init__.py", "Khối trưởng"): "the usual word",
    ("ktd_tui/i18n/__init__.py", "Khối phó"): "the usual word",
    ("ktd_tui/papers/house_style.py", "KHỐI TRƯỞNG"): "what models of letters write, for what the bloc says",
    ("ktd_tui/papers/letter.py", "KHỐI TRƯỞNG"): "so, and replaced when it is set",
    ("ktd_tui/operations/meeting/phrases.py", "khối"): "the place of a phrase for the bloc's name",
    ("ktd_tui/rules/council/blocs.py", "Khối"): "the usual word",
    (
        "ktd_tui/rules/council/blocs.py",
        "Khối thi đua ",
    ): "the name of a new bloc that has a number or one word alone",
    ("ktd_tui/operations/overview/history.py", "Khối"): "the head of a column",
    ("ktd_tui/papers/kinds/overview.py", "các khối thi đua"): "the law's word for all of them",
    ("ktd_tui/rules/scoring/scorers/fields.py", "lãnh đạo khối"): "a code in files, the same in every office",
    (
        "ktd_tui/rules/scoring/scorers/listed.py",
        "Khối chấm",
    ): "a code in files, the same in every office",
    ("ktd_tui/rules/scoring/kinds/fields.py", "khối chấm"): "a code in files, the same in every office",
    ("ktd_tui/operations/council/user_table.py", "khối"): "the head of a column; «Cụm» is read too",
    (
        "ktd_tui/operations/council/user_table.py",
        "Tài khoản, Vai trò, Khối, Đơn vị, Từ ngày, Đến ngày",
    ): "the heads of a table, the same in every office",
    ("ktd_tui/sheets/columns.py", "Khối"): "the head of a column; «Cụm» is read too",
    ("ktd_tui/sheets/columns.py", "Số khối"): "the head of a column; «Số cụm» is read too",
    ("ktd_tui/sheets/columns.py", "Tên khối"): "the head of a column; «Tên cụm» is read too",
    ("ktd_tui/domain/organisation.py", "Khối"): "the usual word",
    ("ktd_tui/domain/organisation.py", "Khối trưởng"): "the usual word",
    ("ktd_tui/domain/organisation.py", "Khối phó"): "the usual word",
}
"""Literals with the word, and why."""


def test_no_sentence_says_it() -> None:
    said = {text: re.sub(OF_THE_BLOC, "", translation(message)) for text, message in catalogue().items()}
    wrong = {text for text, vietnamese in said.items() if WORD.search(vietnamese)}
    assert wrong == set(NAMES_A_BLOC)


def literals() -> set[tuple[str, str]]:
    """Every literal with the word that is neither a docstring nor a sentence of the catalogue."""
    found = set()
    for path in SOURCES:
        tree = ast.parse(path.read_text("utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found |= {
            (str(path.relative_to(ROOT)), node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
            if WORD.search(LAW.sub("", node.value)) and node.value not in NAMES_A_BLOC
        }
    return found


def test_no_literal_says_it() -> None:
    assert literals() == set(IN_CODE)


def test_nothing_that_ships_says_it() -> None:
    for path in sorted((ROOT / "ktd_tui/data").glob("*.toml")):
        if path.name == "khoi-v-2022.toml":  # the sample is called so
            continue
        lines = _texts(tomllib.loads(path.read_text("utf-8")))
        wrong = [line for line in lines if WORD.search(LAW.sub("", line).replace("{khối}", ""))]
        assert not wrong, path.name


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []

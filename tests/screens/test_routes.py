"""Every page has a route, and every route fits the screen that it leads to."""

import re
from inspect import formatannotation, signature

import pytest

from screens import routes
from screens.base import KtdScreen
from screens.router import SCREENS, screen_class, screen_of
from screens.routes import HistoryRoute, Route
from tests.screens.every_screen import screen_classes


def all_routes() -> set[object]:
    return {of for name, of in vars(routes).items() if name.endswith("Route") and name != "Route"}


def written(annotation: object) -> str:
    """An annotation without modules, and without the quotes of what is imported for types only."""
    return re.sub(r"(\w+\.)+|ForwardRef\((.*)\)|['\"]", r"\2", formatannotation(annotation)).strip("'")


def test_every_screen_has_one_route_and_every_route_a_screen() -> None:
    assert all_routes() == set(SCREENS)
    assert sorted((screen_class(route) for route in SCREENS), key=lambda of: of.__name__) == screen_classes()


@pytest.mark.parametrize("route", SCREENS)
def test_a_route_fits_its_screen(route: type[Route]) -> None:
    of_every_screen = signature(KtdScreen).parameters
    taken = {k: v for k, v in signature(screen_class(route)).parameters.items() if k not in of_every_screen}
    given = signature(route).parameters
    assert list(given) == list(taken)
    for name, parameter in taken.items():
        assert written(given[name].annotation) == written(parameter.annotation), name
        assert given[name].default == parameter.default, name


def test_a_route_opens_its_screen_with_what_it_says() -> None:
    screen = screen_of(HistoryRoute("U1", "Cục Quản trị III"))
    assert type(screen).__name__ == "HistoryScreen"
    assert screen.__dict__["_record_id"] == "U1"

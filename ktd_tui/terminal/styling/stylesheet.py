"""What the stylesheet says of a widget, found once for all that are alike.

Textual looks through every rule for every widget that is made, and lays each value of what it finds through a
property. A page that opens, and a form, have many widgets that differ in nothing that any rule asks for.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, cast

from textual.css.model import CombinatorType, RuleSet, SelectorType
from textual.css.styles import RenderStyles, RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from ktd_tui.terminal.styling.components import LateStyles

OF_SIBLINGS = frozenset(
    {"first-of-type", "last-of-type", "first-child", "last-child", "odd", "even", "empty", "focus-within"}
)
"""What hangs on more than the widget and those that it is in: Textual keeps nothing of these either."""
ORDER = OF_SIBLINGS - {"odd", "even", "focus-within"}
TELLING = frozenset({"display", "layout", "overflow_x", "overflow_y", "pointer", "visibility"})
"""Rules whose setting does more than to note a value, also for a widget that is not mounted yet."""
MOST = 1024
"""So many kinds of widgets are remembered; who opens every page and its form meets two hundred."""


class Candidates(NamedTuple):
    """The rules that end in what a widget is, and what else they ask for."""

    flags: dict[str, bool]
    kept: bool
    own: tuple[str, ...]
    """Pseudo-classes of the widget itself."""
    outer: tuple[str, ...]
    """Pseudo-classes of those that it is in."""


class Laid(NamedTuple):
    """What the stylesheet says of a widget."""

    rules: RulesMap
    plain: dict[str, Any]
    """The values as they are laid in a widget's styles, but those of ``TELLING``."""
    telling: dict[str, Any]


class ThriftyStylesheet(Stylesheet):
    """A stylesheet that remembers what it found."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._known_of: object = None
        self._named: frozenset[str] = frozenset()
        self._candidates: dict[object, Candidates] = {}
        self._found: dict[object, Laid] = {}

    def apply(
        self,
        node: DOMNode,
        *,
        animate: bool = False,
        cache: dict[tuple[Any, ...], RulesMap] | None = None,
    ) -> None:
        """Style a node by what is known of those like it; else look as Textual does, and remember it."""
        if self.rules_map is not self._known_of:
            self._begin_anew()
        like = self._like(node)
        candidates = self._candidates.get(like)
        if candidates is None:
            candidates = self._candidates[like] = self._look(node)
        if not candidates.kept:
            super().apply(node, animate=animate, cache=cache)
            return
        key = self._place(node, like, candidates)
        if (found := self._found.get(key)) is not None:
            vars(node).update(candidates.flags)
            self._lay(node, found, animate)
            self._process_component_classes(node)
            return
        fresh: dict[tuple[Any, ...], RulesMap] = {}
        super().apply(node, animate=animate, cache=fresh)
        if fresh and not animate:  # an animated value is not there yet
            self._remember(key, node, fresh.popitem()[1])

    def _remember(self, key: object, node: DOMNode, rules: RulesMap) -> None:
        """Keep what was found for a node, and laid in its styles."""
        if len(self._found) >= MOST:
            self._found.clear()
        laid = node.styles.base.get_rules()
        plain = {name: value for name, value in laid.items() if name not in TELLING}
        telling = {name: value for name, value in rules.items() if name in TELLING}
        self._found[key] = Laid(rules, plain, telling)

    def _begin_anew(self) -> None:
        """Forget what was found by other rules."""
        self._known_of = self.rules_map
        self._candidates.clear()
        self._found.clear()
        selectors = (s for rule in self.rules for each in rule.selector_set for s in each.selectors)
        signs = {SelectorType.CLASS: ".", SelectorType.ID: "#"}
        named = {f"{signs[s.type]}{s.name}" for s in selectors if s.type in signs}
        self._named = frozenset(named | {".-textual-system"})  # the universal selector asks for it

    def _like(self, node: DOMNode) -> tuple[object, ...]:
        """Return what the selectors may ask of a node itself."""
        named = self._named
        classes = node._classes  # noqa: SLF001  # no public way; ``classes`` copies
        shown = frozenset([c for c in classes if f".{c}" in named]) if classes else None
        return type(node), node.id if f"#{node.id}" in named else None, shown

    def _look(self, node: DOMNode) -> Candidates:
        """Return which rules may hold for nodes like this one."""
        rules_map = self.rules_map
        names = rules_map.keys() & node._selector_names  # noqa: SLF001  # no public way
        rules = {rule for name in names for rule in rules_map[name]}
        every = set().union(*(rule.pseudo_classes for rule in rules))
        own, outer = _pseudo_classes(rules)
        flags = {
            "_has_hover_style": "hover" in every,
            "_has_focus_within": "focus-within" in every,
            "_has_order_style": not every.isdisjoint(ORDER),
            "_has_odd_or_even": not every.isdisjoint({"odd", "even"}),
        }
        return Candidates(flags, every.isdisjoint(OF_SIBLINGS), tuple(sorted(own)), tuple(sorted(outer)))

    def _place(self, node: DOMNode, like: object, candidates: Candidates) -> object:
        """Return what the selectors may ask of a node and of those that it is in."""
        key = [like, *_states(node, candidates.own)]
        within = node._parent  # noqa: SLF001  # no public way that costs nothing
        while isinstance(within, DOMNode):
            key += (self._like(within), *_states(within, candidates.outer))
            within = within._parent  # noqa: SLF001  # as above
        return tuple(key)

    def _lay(self, node: DOMNode, found: Laid, animate: bool) -> None:
        """Lay what was found in a node's styles, as far as it is otherwise."""
        base = node.styles.base
        was = base.get_rules()
        if node._is_mounted or was:  # noqa: SLF001  # no public way that costs nothing
            plain = {name: value for name, value in was.items() if name not in TELLING}
            if animate and plain != found.plain:
                self.replace_rules(node, found.rules, animate=animate)
                return
            for name in [name for name in plain | found.plain if plain.get(name) != found.plain.get(name)]:
                setattr(base, name, found.rules.get(name))
        else:  # it has nobody to tell of it yet
            base.merge_rules(cast("RulesMap", found.plain))
        for name in TELLING & (was.keys() | found.telling.keys()):
            setattr(base, name, found.telling.get(name))
        node.notify_style_update()

    def _process_component_classes(self, node: DOMNode) -> None:
        """Have the styles of a node's parts made when they are asked for, those anew that were."""
        names = node._get_component_classes()  # noqa: SLF001  # no public way
        if not names:
            return
        styles = node._component_styles  # noqa: SLF001  # no public way
        if not isinstance(styles, LateStyles):
            node._component_styles = LateStyles(names, lambda name: self._of_part(node, name))  # noqa: SLF001
            node.refresh()
        elif styles.renew():
            node.refresh()

    def _of_part(self, node: DOMNode, name: str) -> RenderStyles:
        """Return the styles of one part of a node."""
        part = DOMNode(classes=name)
        part._attach(node)  # noqa: SLF001  # as Textual does
        self.apply(part)
        return part.styles


def _pseudo_classes(rules: Iterable[RuleSet]) -> tuple[set[str], set[str]]:
    """Return the pseudo-classes that rules ask of a node itself, and of those that it is in."""
    own: set[str] = set()
    outer: set[str] = set()
    for selectors in (each.selectors for rule in rules for each in rule.selector_set):
        asked = own
        for selector in reversed(selectors):
            asked |= selector.pseudo_classes
            if selector.combinator is not CombinatorType.SAME:
                asked = outer
    return own, outer


def _states(node: DOMNode, names: tuple[str, ...]) -> list[bool]:
    """Return which pseudo-classes a node has."""
    checks = cast("dict[str, Callable[[DOMNode], bool]]", node._PSEUDO_CLASSES)  # noqa: SLF001  # no public way
    return [name in checks and bool(checks[name](node)) for name in names]

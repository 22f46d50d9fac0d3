"""What stock Textual finds in the stylesheet, beside what the thrifty one laid."""

from textual.css.styles import RenderStyles
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from ktd_tui.app import KtdApp


class StockStylesheet(Stylesheet):
    """Textual's own with the rules of another; it leaves a widget's parts alone."""

    def __init__(self, of: Stylesheet) -> None:
        super().__init__()
        self._rules = of.rules

    def _process_component_classes(self, node: DOMNode) -> None:
        """Style no parts: they are looked at one by one."""


def rules_of(styles: RenderStyles) -> dict[str, object]:
    """Return what was laid; a layout by its name, as each widget has one of its own."""
    return {name: getattr(value, "name", value) for name, value in styles.base.get_rules().items()}


def styled_otherwise(app: KtdApp) -> list[str]:
    """Tell each widget, and each part of one, of the screen in front that stock Textual styles otherwise."""
    stock, wrong = StockStylesheet(app.stylesheet), []
    for widget in app.screen.walk_children(with_self=True):
        styles = {str(widget): widget.styles}
        for name in widget._get_component_classes():
            styles[f"{widget}: {name}"] = widget._component_styles[name]
        for told, of in styles.items():
            ours, node = rules_of(of), of.node
            assert node is not None
            flags = [node._has_hover_style, node._has_focus_within, node._has_order_style]
            node.styles.base.reset()
            stock.apply(node)
            if ours != rules_of(of):
                wrong.append(f"{told}: {sorted(ours.items() ^ rules_of(of).items(), key=str)}")
            if flags != [node._has_hover_style, node._has_focus_within, node._has_order_style]:
                wrong.append(f"{told}: what changes its style")
    return wrong

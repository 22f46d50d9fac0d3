"""Draw what shows anew, and nothing else.

Textual draws every widget that touches the rectangle around all changes, those behind others too. Here a
widget is asked only for the rows in which something of it shows and is wanted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import cast

from textual._compositor import ChopsUpdate, Compositor, CompositorMap, ReflowResult
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

Span = tuple[int, int, int]
"""Row, first column, column behind the last one."""
Chops = list[dict[int, Strip | None]]
"""The pieces of each row by their first column."""


class ThriftyCompositor(Compositor):
    """A compositor that leaves out what would not be seen, and forgets to tell nobody their size."""

    def __init__(self) -> None:
        super().__init__()
        self._untold: set[Widget] = set()
        """Widgets whose new size was found by whoever asked for a place, before the page was laid out."""

    @property
    def full_map(self) -> CompositorMap:
        """Where all widgets are. Textual may find it anew here, and then takes it for what they were told."""
        if not self._full_map_invalidated or self.root is None:
            return super().full_map
        before, now = self._full_map, super().full_map
        fresh = {w for w, at in now.items() if w not in before or before[w].region.size != at.region.size}
        if fresh:
            self._untold |= fresh
            changed = (at.clip.intersection(at.region) for _, at in before.items() ^ now.items())
            self._dirty_regions.update(filter(None, changed))
        return now

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Lay the page out; say whom it shows for the first time or in another size."""
        found = super().reflow(parent, size)
        untold, self._untold = self._untold & self._full_map.keys(), set()
        return found._replace(resized=found.resized | untold)

    def render_partial_update(self) -> ChopsUpdate | None:
        """Draw what changed since the last time; None where nothing did."""
        changed = [region.intersection(self.size.region) for region in self._dirty_regions]
        self._dirty_regions.clear()
        if not (spans := list(self._regions_to_spans(changed))):
            return None
        return ChopsUpdate(self._drawn(spans), spans, [cuts[1:] for cuts in self.cuts])

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        drawn = self._drawn([(y, crop.x, crop.right) for y in crop.line_range if is_rendered_line(y)])
        return cast("Sequence[Mapping[int, Strip]]", drawn)  # as Textual says, whose rows have gaps, too

    def _drawn(self, spans: Iterable[Span]) -> Chops:
        """Return all pieces that touch these spans; the widgets in front are drawn first."""
        cuts = self.cuts
        chops: Chops = [dict.fromkeys(row[:-1]) for row in cuts]
        wanted: dict[int, set[int]] = {}
        for y, x1, x2 in spans:
            wanted.setdefault(y, set()).update(x for x, end in pairwise(cuts[y]) if x < x2 and end > x1)
        for widget, (region, clip) in self.visible_widgets.items():
            area = region.intersection(clip)
            first, last = area.column_span
            rows = [y for y in area.line_range if any(first <= x < last for x in wanted.get(y, ()))]
            if not rows or widget.parent is None:  # taken away since the page was laid out
                continue
            top, height = rows[0], rows[-1] - rows[0] + 1
            strips = widget.render_lines(Region(first - region.x, top - region.y, area.width, height))
            for y in rows:
                ends = [x for x in cuts[y] if first < x <= last]
                pieces = strips[y - top].divide([x - first for x in ends])
                for x, piece in zip((first, *ends), pieces, strict=False):
                    if x in wanted[y]:
                        chops[y][x] = piece
                        wanted[y].remove(x)
            if not any(wanted.values()):
                break
        _fill(chops, wanted, cuts)
        return chops


def _fill(chops: Chops, wanted: Mapping[int, Iterable[int]], cuts: Sequence[Sequence[int]]) -> None:
    """Leave blank what no widget draws: where one has another size by now, the next layout draws it."""
    for y, columns in wanted.items():
        ends = dict(pairwise(cuts[y]))
        chops[y].update((x, Strip.blank(ends[x] - x)) for x in columns)

"""Labels: names set on a map so that none covers another.

They are set one after the other, the weightiest first; one that finds no room is left out.  On a
telephone the same map is smaller and its letters, on the map, larger: a name that has room
only where letters are small is marked, so that the page can leave it out there.

In: names with the places where they may stand.  Out: labels in pixels.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dateline.export.projection import Window

Anchor = Literal["start", "middle", "end"]
LETTER = 0.56  # widths of a letter per height, on the average of the page's fonts
LINE = 1.15  # heights of a line per height of letters
LARGE = 1.45  # by how much letters are larger on a telephone
RISE = 0.34  # of a letter's height, from the middle of a line to its foot
DIAGONAL = 0.75
FREE = 2.0  # pixels to the frame

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name at its place.

    sort   "place", "country", "town", "scale"
    roomy  there is room for it only where letters are small
    """

    text: str
    sort: str
    x: float
    y: float
    anchor: Anchor
    roomy: bool


class LabelSetter:
    """What is taken on a map, and the labels that are set."""

    def __init__(self, window: Window) -> None:
        """The frame is the window's."""
        self._window = window
        self._taken: list[Box] = []
        self.labels: list[Label] = []

    def keep_free(self, x: float, y: float, radius: float) -> None:
        """No name may cover this."""
        self._taken.append((x - radius, y - radius, x + radius, y + radius))

    def keep_corner(self, width: float, height: float) -> None:
        """No name may stand in the lower right corner."""
        right, foot = self._window.width, self._window.height
        self._taken.append((right - width, foot - height, right, foot))

    def beside(self, text: str, sort: str, at: tuple[float, float, float], size: float) -> bool:
        """Set a name beside a dot, if there is room.

        Args:
            text: the name.
            sort: of label.
            at: the dot, x, y and radius.
            size: of the letters, in pixels.
        """
        x, y, radius = at
        gap, rise = radius + 3, radius + size * 0.75
        spots: list[tuple[float, float, Anchor]] = [
            (x + gap, y, "start"),
            (x - gap, y, "end"),
            (x, y - rise, "middle"),
            (x, y + rise, "middle"),
            (x + gap * DIAGONAL, y - rise * DIAGONAL, "start"),
            (x + gap * DIAGONAL, y + rise * DIAGONAL, "start"),
            (x - gap * DIAGONAL, y - rise * DIAGONAL, "end"),
            (x - gap * DIAGONAL, y + rise * DIAGONAL, "end"),
        ]
        return self._set(text, sort, spots, size)

    def on(self, text: str, sort: str, at: tuple[float, float], size: float) -> bool:
        """Set a name on a spot, if there is room."""
        return self._set(text, sort, [(*at, "middle")], size)

    def _set(
        self, text: str, sort: str, spots: Iterable[tuple[float, float, Anchor]], size: float
    ) -> bool:
        spots = list(spots)
        for roomy, height in ((False, size * LARGE), (True, size)):
            for x, y, anchor in spots:
                box = _box(text, x, y, anchor, height)
                if self._free(box):
                    self._taken.append(box)
                    foot = round(y + RISE * size, 1)
                    self.labels.append(
                        Label(
                            text=text, sort=sort, x=round(x, 1), y=foot, anchor=anchor, roomy=roomy
                        )
                    )
                    return True
        return False

    def _free(self, box: Box) -> bool:
        left, top, right, bottom = box
        if left < FREE or top < FREE:
            return False
        if right > self._window.width - FREE or bottom > self._window.height - FREE:
            return False
        return not any(
            left < taken[2] and taken[0] < right and top < taken[3] and taken[1] < bottom
            for taken in self._taken
        )


def _box(text: str, x: float, y: float, anchor: Anchor, height: float) -> Box:
    width = len(text) * height * LETTER
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    half = height * LINE / 2
    return left, y - half, left + width, y + half

"""Imprint: what is known of a text's publication, whoever says so."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Title, outlet, day and address of a publication; None is unknown.

    Fields are those of `Document`.
    """

    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None

    def filled_from(self, other: "Imprint") -> "Imprint":
        """This imprint, with the other's word on what it leaves open."""
        return Imprint(
            title=self.title or other.title,
            outlet=self.outlet or other.outlet,
            published=self.published or other.published,
            url=self.url or other.url,
        )

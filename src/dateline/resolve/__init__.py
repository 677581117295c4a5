"""From the words of a claim to the world: what days they mean, and what places."""

from dateline.resolve.expressions import TimeExpression, find_expressions
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.location import link_places
from dateline.resolve.narrative import resolve_all
from dateline.resolve.outlet import country_of_address, country_of_outlet
from dateline.resolve.place import PlaceResolver
from dateline.resolve.when import resolve

__all__ = [
    "Gazetteer",
    "PlaceResolver",
    "TimeExpression",
    "country_of_address",
    "country_of_outlet",
    "find_expressions",
    "link_places",
    "resolve",
    "resolve_all",
]

"""From the words of a claim to the world: what days they mean."""

from dateline.resolve.expressions import TimeExpression, find_expressions
from dateline.resolve.when import resolve

__all__ = ["TimeExpression", "find_expressions", "resolve"]

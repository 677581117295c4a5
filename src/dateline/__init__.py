"""Dateline: sourced claims out of news reports on conflict and political violence.

    import dateline
    report = dateline.read(text, published="2015-02-21", outlet="Example Wire")
    for claim in report.claims:
        print(claim.type, claim.kind, claim.source.name, claim.evidence.text)

The names below are loaded when they are first used, so that `import dateline`
is quick: the network's runtime and the date grammar take a while.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.api import Explained, Reader, Report, read
    from dateline.claim import Claim
    from dateline.config import Settings
    from dateline.document import Document
    from dateline.errors import DatelineError

    __version__: str

__all__ = [
    "Claim",
    "DatelineError",
    "Document",
    "Explained",
    "Reader",
    "Report",
    "Settings",
    "__version__",
    "read",
]

_HOME = {
    "Claim": "dateline.claim",
    "DatelineError": "dateline.errors",
    "Document": "dateline.document",
    "Explained": "dateline.api",
    "Reader": "dateline.api",
    "Report": "dateline.api",
    "Settings": "dateline.config",
    "read": "dateline.api",
}


def _load(name: str) -> object:
    if name == "__version__":
        return import_module("importlib.metadata").version("dateline")
    if name not in _HOME:
        message = f"module 'dateline' has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value  # the next use finds it without this function
    return value


if not TYPE_CHECKING:  # or a checker would believe in any name
    __getattr__ = _load


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

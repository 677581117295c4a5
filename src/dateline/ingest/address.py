"""Addresses: which URLs are followed and kept, and how they are shown."""

from urllib.parse import urljoin, urlsplit, urlunsplit

from dateline.ingest.cleaning import clean_line


def is_web_address(url: str) -> bool:
    """Whether an address is http or https with a host: no other is followed or kept.

    What is kept may become a link, and "javascript:" must never be one.
    """
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def join_address(base: str, target: str) -> str:
    """Where a link on a page leads; the target itself where that is no address."""
    try:
        return urljoin(base, target)
    except ValueError:
        return target


def show_address(url: str) -> str:
    """An address for people: on one line, without the password that it may carry."""
    try:
        parts = urlsplit(url)
        return clean_line(urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])))
    except ValueError:
        return clean_line(url)

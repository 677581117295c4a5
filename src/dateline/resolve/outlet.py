"""The country that an outlet sits in, told from its address or its name.

In: what is known of a document's publication.  Out: an ISO 3166 code, or None.
"""

from urllib.parse import urlsplit

from dateline.resolve.gazetteer import Gazetteer

_LETTERS = 2  # of a country's top-level domain
_OWN = {"uk": "GB"}  # else the domain is the country's code
# sold to the whole world
_WORLDWIDE = frozenset("tv co me io ai fm cc ws to la gg im sh st vc eu su ly".split())
_CERTAIN = ("primary", "abbreviation", "demonym", "variant")


def country_of_address(url: str | None) -> str | None:
    """The country of a web address, None where its domain tells none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    domain = host.rpartition(".")[2].lower()
    if len(domain) != _LETTERS or domain in _WORLDWIDE or not domain.isalpha():
        return None
    return _OWN.get(domain, domain.upper())


def country_of_outlet(name: str | None, gazetteer: Gazetteer) -> str | None:
    """The country that an outlet is named after: "Libya Herald", "Times of India"."""
    for word in (name or "").split():
        found = gazetteer.find(word.strip(".,"), limit=1) if word[:1].isupper() else []
        if found and found[0].match in _CERTAIN and found[0].place.kind == "country":
            return found[0].place.country
    return None

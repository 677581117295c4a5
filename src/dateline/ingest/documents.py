"""Documents: the last step of intake, the same for every source.

In: a text as it came, and its `Imprint`.  Out: a `Document`, cleaned, in
English, not too long; or a DocumentError that says why not.
"""

from datetime import date

from dateline.config import Settings
from dateline.document import Document
from dateline.errors import DocumentError
from dateline.ingest.cleaning import clean_line, clean_text
from dateline.ingest.dateline_day import dateline_day
from dateline.ingest.imprint import Imprint
from dateline.ingest.language import require_english

_DEFAULTS = Settings()


def read_text(  # noqa: PLR0913 - one argument for each field of a document
    text: str,
    *,
    label: str = "text",
    published: date | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    settings: Settings = _DEFAULTS,
) -> Document:
    """Make a document of a text that the caller holds.

    Raises:
        DocumentError: the text is empty, too long, no text, or not in English;
            names the label.
    """
    imprint = Imprint(title=title, outlet=outlet, published=published, url=url)
    try:
        return make_document(text, imprint, label=label, settings=settings)
    except DocumentError as error:
        raise DocumentError(f"{clean_line(label)}: {error}") from None


def make_document(text: str, imprint: Imprint, *, label: str, settings: Settings) -> Document:
    """Clean and check a text, and make a document of it.

    Where nothing else tells the day of publication, a dateline with a full date does.

    Raises:
        DocumentError: as `read_text`, without the label.
    """
    if len(text) > settings.document_characters:
        raise DocumentError(
            f"the text has {len(text):,} characters, more than {settings.document_characters:,}; "
            "split it, or raise document_characters"
        )
    cleaned = clean_text(text)
    if not cleaned:
        raise DocumentError("there is no text in it; give the text of a report")
    if not any(map(str.isalpha, cleaned)):
        raise DocumentError("there are no words in it; give the text of a report")
    return Document(
        text=cleaned,
        label=clean_line(label),
        title=_line_or_none(imprint.title),
        outlet=_line_or_none(imprint.outlet),
        published=imprint.published or dateline_day(cleaned),
        language=require_english(cleaned),
        url=imprint.url,
    )


def _line_or_none(text: str | None) -> str | None:
    return clean_line(text or "") or None

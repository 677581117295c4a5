"""Everything dateline raises on purpose.

DatelineError
    InputError       what the caller passed: a file, a URL, a date, an option
    DocumentError    one document cannot be used; the run goes on
    LexiconError     a lexicon entry is wrong; names file, entry and key
    ModelError       the reader's weights are missing, corrupt or of another version
"""


class DatelineError(Exception):
    """Base of all; its text is one sentence for a person: what, where, what to do."""


class InputError(DatelineError):
    """What the caller passed cannot be used."""


class DocumentError(DatelineError):
    """One document cannot be used; the run goes on without it."""


class LexiconError(DatelineError):
    """A lexicon entry is wrong."""


class ModelError(DatelineError):
    """The reader's weights are missing, corrupt or of another version."""

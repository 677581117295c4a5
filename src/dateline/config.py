"""Settings: everything that a user may turn, in one frozen record that is passed in."""

from dataclasses import dataclass
from pathlib import Path

from dateline.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to read.

    threads           threads of the network within one process
    processes         reading processes; 1 reads in this process, 0 takes one for each
                      processor as soon as there is enough to read
    lexicons          folders of further lexicon files, read after the package's own
    gazetteers        files of further gazetteers, which go before the package's own
    fetch_seconds     whole time that one URL may take
    fetch_bytes       most that is read from one URL
    document_bytes    largest file or page that is accepted
    document_characters  longest text that is read
    least_score       of a claim that is kept, from 0 (many claims) to 1 (few and sure): about
                      how many in ten annotators would make too
    """

    threads: int = 2
    processes: int = 1
    lexicons: tuple[Path, ...] = ()
    gazetteers: tuple[Path, ...] = ()
    fetch_seconds: float = 20.0
    fetch_bytes: int = 20_000_000
    document_bytes: int = 50_000_000
    document_characters: int = 8_000_000
    least_score: float = 0.4

    def __post_init__(self) -> None:
        if not 0 <= self.least_score <= 1:
            message = f"least_score is {self.least_score!r}; give a number from 0 to 1"
            raise InputError(message)

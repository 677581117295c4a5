"""Staging: files that appear whole or not at all.

What is written goes to a neighbour of the file; only when it is complete does
it take the file's name.  A run that is stopped half way, or a disk that fills
up, leaves what was there before.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from dateline.errors import DatelineError


class OutputError(DatelineError):
    """Results cannot be written."""


class OutputClosedError(Exception):
    """Whoever read what we write has gone; there is no one to write for."""


class Sink:
    """Where bytes of text go.  Writing raises only `OutputError` and `OutputClosedError`."""

    def write(self, text: str) -> None:
        """Append text as UTF-8.

        Lone surrogates, which no UTF-8 can hold, are written as a backslash
        escape; in JSON that is the character's own escape.
        """
        raise NotImplementedError

    def finish(self) -> None:
        """Make what was written stay."""
        raise NotImplementedError


class StandardOutput(Sink):
    """The process's own standard output."""

    def __init__(self, encoding: str = "utf-8") -> None:
        """UTF-8 for data, the terminal's own encoding for what a person reads."""
        self._encoding = encoding
        self._errors = "backslashreplace" if encoding == "utf-8" else "replace"

    def write(self, text: str) -> None:
        """Append text and let it be seen at once."""
        try:
            sys.stdout.buffer.write(text.encode(self._encoding, self._errors))
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise OutputClosedError from None
        except OSError as error:
            raise _unwritable("standard output", error) from error

    def finish(self) -> None:
        """Nothing is left to do: everything has been flushed."""


def discard_standard_output() -> None:
    """Send nowhere what is still buffered, so that the interpreter leaves without a complaint."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


class StagedFile(Sink):
    """A file that takes its name when it is finished; a context that clears up otherwise.

    A link is followed, a device or pipe is written directly, and a file that is
    replaced hands on its permissions.
    """

    def __init__(self, path: Path) -> None:
        """Create the neighbour.

        Raises:
            OutputError: the file cannot be written there.
        """
        self._shown = str(path)
        try:
            self._path = path.resolve()
            self._direct = self._path.exists() and not self._path.is_file()
            self._part = self._path.with_name(f".dateline-{os.getpid()}.part")
            target = self._path if self._direct else self._part
            self._file = target.open("wb")
            if self._path.is_file():
                self._part.chmod(self._path.stat().st_mode & 0o777)
        except OSError as error:
            raise _unwritable(self._shown, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self._file.closed:
            with suppress(OSError):  # of a full disk; it was told when the writing failed
                self._file.close()
            self._clear()

    def write(self, text: str) -> None:
        """Append text."""
        try:
            self._file.write(text.encode("utf-8", "backslashreplace"))
        except BrokenPipeError:
            raise OutputClosedError from None
        except OSError as error:
            raise _unwritable(self._shown, error) from error

    def finish(self) -> None:
        """Give the file its name.

        Raises:
            OutputError: the last bytes cannot be written, or the name cannot be taken.
        """
        try:
            self._file.close()
            if not self._direct:
                self._part.replace(self._path)
        except BrokenPipeError:
            raise OutputClosedError from None
        except OSError as error:
            self._clear()
            raise _unwritable(self._shown, error) from error

    def _clear(self) -> None:
        if not self._direct:
            self._part.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Write a file at once.

    Raises:
        OutputError: it cannot be written.
    """
    with StagedFile(path) as file:
        file.write(text)
        file.finish()


def _unwritable(name: str, error: OSError) -> OutputError:
    return OutputError(
        f"{name}: cannot be written ({error.strerror or error}); make room or give another --output"
    )

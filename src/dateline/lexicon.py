"""Lexicons: what words mean, written as TOML, each entry with examples that are its tests.

A lexicon folder holds any of these files, which are read in order of name:

    event-*.toml, control.toml, tie.toml, strength.toml   what verbs, nouns and adjectives claim
    class*.toml       nouns and names by what they stand for ("fighter" is a force)
    demonym.toml      adjectives of countries ("Syrian" is of Syria)
    reporting.toml    how sources are cited
    certainty.toml    what makes a claim planned, denied, probable
    light.toml        verbs that carry a noun's meaning ("carry out an attack")

An entry of the first group:

    [seize]
    level    = "control"      # or event = "ASSAULT", relation = "leads", strength = true
    mode     = "..."                        # optional, for events
    verbs    = ["seize", "take over", "take control of", "fall into the hands of"]
    nouns    = ["seizure", "suicide bombing"]
    adjectives = ["loyal"]                  # also participles: "rebel-held"
    roles    = { actors = ["agent"], place = ["patient"] }     # slots, the first that is filled
    noun_roles = { actors = ["by", "poss"], place = ["of"] }   # where the noun differs
    adjective_roles = { ... }
    requires = { place = ["place"] }        # the role must be of one of these classes or lemmas
    excludes = { place = ["weapon"] }       # and never of one of these
    counts   = "killed"                     # a number on the recipients counts this
    status   = "demanded"                   # what the words alone already say
    certainty = "probable"

    [[seize.example]]
    text  = "Government forces retook the airport on Friday."
    gives = { actors = ["Government forces"], place = "the airport" }

Slots: `agent` and `patient` (passives, relative clauses and controlled
infinitives are undone before), `poss`, `compound`, `self` (the trigger noun),
`bearer` (who is what a noun says), `holder` (who has what it names),
`modified` (the noun that an adjective or participle stands with),
`complement`, or a preposition.  Of a role's slots the first that fits fills
it.  In `requires` and `excludes` a word is a class or a lemma, "=word" the
lemma only.  In a multiword verb the words after the first are a particle, an
object or a preposition with its noun; a last preposition makes its noun the
`patient`.

In: folders.  Out: one `Lexicon`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from dateline.claim import Certainty, ClaimType, EventType, Level, Relation, Status
from dateline.errors import LexiconError

Form = Literal["verb", "noun", "adjective"]
V = TypeVar("V", bound=str)  # one of a closed vocabulary
FORMS: tuple[Form, ...] = get_args(Form)
ROLES = ("actors", "recipients", "place", "other", "role")
BUILT_IN = Path(__file__).parent / "data" / "lexicon" / "en"

DEFAULT_ROLES: Mapping[str, Mapping[Form, Mapping[str, tuple[str, ...]]]] = {
    "event": {
        "verb": {"actors": ("agent",), "recipients": ("patient",)},
        "noun": {
            "actors": ("by", "poss", "compound"),
            "recipients": ("on", "against", "of", "with"),
        },
        "adjective": {"recipients": ("modified",), "actors": ("compound", "by")},
    },
    "control": {
        "verb": {"actors": ("agent",), "place": ("patient",)},
        "noun": {"actors": ("by", "poss", "compound"), "place": ("of", "over", "in")},
        "adjective": {"actors": ("compound", "by"), "place": ("modified",)},
    },
    "tie": {
        "verb": {"actors": ("agent",), "other": ("patient", "with", "to")},
        "noun": {"actors": ("bearer",), "other": ("of", "poss", "compound", "in", "for")},
        "adjective": {"actors": ("modified",), "other": ("to", "with", "by", "compound")},
    },
    "strength": {"verb": {}, "noun": {}, "adjective": {}},
}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that tests its entry; `gives` is False where nothing must come out."""

    text: str
    gives: Mapping[str, Any] | Literal[False]


@dataclass(frozen=True, slots=True)
class Entry:
    """What some verbs, nouns and adjectives claim; see the module's docstring for each field.

    file  the name of the file that it stands in
    """

    name: str
    type: ClaimType
    kind: str
    mode: str | None
    words: Mapping[Form, tuple[tuple[str, ...], ...]]
    roles: Mapping[Form, Mapping[str, tuple[str, ...]]]
    requires: Mapping[str, frozenset[str]]
    excludes: Mapping[str, frozenset[str]]
    counts: str | None
    status: Status | None
    certainty: Certainty | None
    examples: tuple[Example, ...]
    file: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries, found by the lemma that triggers them, and the plain word lists.

    triggers    form -> head lemma -> [(entry, its words)], longest words first
    classes     lemma -> the classes that it belongs to
    lists       file -> table -> values, of the files without claims (reporting, certainty, light)
    entries     by name
    countries   adjective in lower case -> country ("syrian" -> "Syria")
    """

    triggers: Mapping[Form, Mapping[str, Sequence[tuple[Entry, tuple[str, ...]]]]]
    classes: Mapping[str, frozenset[str]]
    lists: Mapping[str, Mapping[str, Mapping[str, Any]]]
    entries: Mapping[str, Entry]
    countries: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = field(default=())


def load_lexicon(folders: Sequence[Path] = ()) -> Lexicon:
    """The package's own lexicon, then each folder's files laid over it.

    Raises:
        LexiconError: a folder is missing, a file is not TOML, or an entry is
            wrong; the message names file, entry and key.
    """
    entries: dict[str, tuple[Entry, Path]] = {}
    classes: dict[str, set[str]] = {}
    lists: dict[str, dict[str, dict[str, Any]]] = {}
    files: list[str] = []
    countries: dict[str, str] = {}
    for folder in (BUILT_IN, *folders):
        if not folder.is_dir():
            raise LexiconError(f"{folder}: no such lexicon folder")
        for path in sorted(folder.glob("*.toml")):
            files.append(path.name)
            table = _read_toml(path)
            kind = path.stem.split("-")[0]
            if kind == "class":
                _add_classes(path, table, classes)
            elif kind == "demonym":
                countries |= _add_demonyms(table, classes)
            elif kind in DEFAULT_ROLES:
                _add_entries(path, folder, table, entries)
            else:
                for name, raw in table.items():
                    lists.setdefault(path.stem, {})[name] = raw
    frozen = {lemma: frozenset(names) for lemma, names in classes.items()}
    plain = {name: entry for name, (entry, _) in entries.items()}
    return Lexicon(_index(plain), frozen, lists, plain, countries, tuple(files))


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name}: not TOML: {error}") from error


def _add_entries(
    path: Path, folder: Path, table: dict[str, Any], entries: dict[str, tuple[Entry, Path]]
) -> None:
    """Enter a file's entries; a later folder may replace an earlier one's, a file its own not."""
    for name, raw in table.items():
        if name in entries and entries[name][1].parent == folder:
            message = f"{path.name}: [{name}] stands in {entries[name][1].name} too; rename one"
            raise LexiconError(message)
        entries[name] = (_entry(path, name, raw), path)


def _add_demonyms(table: dict[str, Any], classes: dict[str, set[str]]) -> dict[str, str]:
    """Enter adjectives of countries; returns adjective -> country."""
    countries: dict[str, str] = table.get("country", {})
    for adjective, country in countries.items():
        classes.setdefault(adjective, set()).add("nationality")
        classes.setdefault(country.lower(), set()).update(("nationality", "place"))
    for noun in table.get("people", {}).get("nouns", ()):
        classes.setdefault(noun, set()).add("people")
    return countries


def _add_classes(path: Path, table: dict[str, Any], classes: dict[str, set[str]]) -> None:
    for name, raw in table.items():
        if not isinstance(raw, dict) or not isinstance(raw.get("nouns"), list):
            raise LexiconError(f"{path.name}: [{name}] needs a list `nouns`")
        for noun in raw["nouns"]:
            classes.setdefault(noun, set()).add(name)


KEYS = {
    "event", "level", "relation", "strength", "mode", "verbs", "nouns", "adjectives", "roles",
    "noun_roles", "verb_roles", "adjective_roles", "requires", "excludes", "counts", "status",
    "certainty", "example", "note",
}  # fmt: skip


def _entry(path: Path, name: str, raw: dict[str, Any]) -> Entry:
    where = f"{path.name}: [{name}]"
    unknown = sorted(set(raw) - KEYS)
    if unknown:
        raise LexiconError(
            f"{where} has the unknown key {unknown[0]!r}; known keys are {', '.join(sorted(KEYS))}"
        )
    claim_type, kind = _kind(where, raw)
    words: dict[Form, tuple[tuple[str, ...], ...]] = {
        form: tuple(tuple(w.split()) for w in raw.get(f"{form}s", ())) for form in FORMS
    }
    if not any(words.values()):
        raise LexiconError(f"{where} has none of `verbs`, `nouns`, `adjectives`")
    shared = _roles(where, raw.get("roles", {}))
    roles = {
        form: {
            **DEFAULT_ROLES[claim_type][form],
            **shared,
            **_roles(where, raw.get(f"{form}_roles", {})),
        }
        for form in FORMS
    }
    return Entry(
        name=name,
        type=claim_type,
        kind=kind,
        mode=raw.get("mode"),
        words=words,
        roles=roles,
        requires=_filters(where, raw.get("requires", {})),
        excludes=_filters(where, raw.get("excludes", {})),
        counts=raw.get("counts"),
        status=_value(where, raw, "status", get_args(Status)),
        certainty=_value(where, raw, "certainty", get_args(Certainty)),
        examples=tuple(_example(where, e) for e in raw.get("example", ())),
        file=path.name,
    )


def _kind(where: str, raw: dict[str, Any]) -> tuple[ClaimType, str]:
    allowed: dict[str, tuple[ClaimType, tuple[str, ...]]] = {
        "event": ("event", get_args(EventType)),
        "level": ("control", get_args(Level)),
        "relation": ("tie", get_args(Relation)),
    }
    given = [key for key in (*allowed, "strength") if key in raw]
    if len(given) != 1:
        raise LexiconError(f"{where} needs one of event, level, relation, strength; has {given}")
    if given[0] == "strength":
        return "strength", "strength"
    claim_type, values = allowed[given[0]]
    kind = _value(where, raw, given[0], values)
    return claim_type, str(kind)


def _value(where: str, raw: dict[str, Any], key: str, allowed: tuple[V, ...]) -> V | None:
    value: V | None = raw.get(key)
    if value is not None and value not in allowed:
        message = f"{where} gives {key} {value!r}; known values are {', '.join(allowed)}"
        raise LexiconError(message)
    return value


def _roles(where: str, raw: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    unknown = [role for role in raw if role not in ROLES]
    if unknown:
        message = f"{where} gives role {unknown[0]!r}; known roles are {', '.join(ROLES)}"
        raise LexiconError(message)
    return {role: (s,) if isinstance(s, str) else tuple(s) for role, s in raw.items()}


def _filters(where: str, raw: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {role: frozenset(values) for role, values in _roles(where, raw).items()}


def _example(where: str, raw: dict[str, Any]) -> Example:
    gives = raw.get("gives")
    if not isinstance(raw.get("text"), str) or not (gives is False or isinstance(gives, dict)):
        raise LexiconError(f"{where}: an example needs `text`, and `gives` with roles or false")
    return Example(raw["text"], gives)


def _index(
    entries: dict[str, Entry],
) -> dict[Form, dict[str, list[tuple[Entry, tuple[str, ...]]]]]:
    """Verbs are found by their first word, nouns and adjectives by their last."""
    index: dict[Form, dict[str, list[tuple[Entry, tuple[str, ...]]]]] = {f: {} for f in FORMS}
    for entry in entries.values():
        for form, patterns in entry.words.items():
            for words in patterns:
                head = words[0] if form == "verb" else words[-1]
                index[form].setdefault(head, []).append((entry, words))
    for by_lemma in index.values():
        for found in by_lemma.values():
            found.sort(key=lambda item: -len(item[1]))
    return index

"""Schema: the JSON form described as JSON Schema, made from the vocabularies.

`docs/claims.schema.json` is this file's output; a test fails when it is stale.

    python -m dateline.export.schema > docs/claims.schema.json
"""

import json
import sys
from collections.abc import Mapping
from typing import Any, get_args

from dateline.claim import allowed_values
from dateline.world import HALF_TURN, RIGHT_ANGLE, PlaceKind, Precision

Schema = dict[str, Any]
DAY: Schema = {"type": ["string", "null"], "format": "date"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
OFFSET: Schema = {"type": "integer", "minimum": 0}
BOUND: Schema = {"type": ["integer", "null"], "minimum": 0}


def claims_schema() -> Schema:
    """JSON Schema (2020-12) of one report as `--format json` and each line of `jsonl` give it."""
    kinds = ("event", "control", "tie", "strength")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dateline report",
        "description": "One news report and the sourced claims in it. Offsets count characters "
        "(Unicode code points) of `text`; ends are exclusive.",
        **_object(
            {
                "document": {"$ref": "#/$defs/document"},
                "text": {"type": "string"},
                "claims": {
                    "type": "array",
                    "items": {"oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in kinds]},
                },
                "sources": _list_of(
                    "row", "Who speaks: most claims first, the report itself last."
                ),
                "statements": _list_of("statement", "What the report gives as somebody's words."),
                "places": _list_of("toponym", "The places that the report names, in text order."),
            }
        ),
        "$defs": {
            "document": _document(),
            "mention": _mention(),
            "date": _date(),
            **_place_shapes(),
            "source": _source(),
            "row": _row(),
            "statement": _statement(),
            "toll": _object({"of": {"type": "string"}, "low": BOUND, "high": BOUND}),
            **{kind: _claim(kind) for kind in kinds},
        },
    }


def schema_text() -> str:
    """The schema as the committed file has it."""
    return json.dumps(claims_schema(), indent=2, ensure_ascii=False) + "\n"


def _document() -> Schema:
    return _object(
        {
            "id": _text("Key by content: the same text at the same address."),
            "label": _text("What the input called it: a file, a URL, an id."),
            "title": TEXT_OR_NULL,
            "outlet": TEXT_OR_NULL,
            "published": DAY,
            "language": _text("ISO 639-1 code."),
            "url": TEXT_OR_NULL,
            "words": {"type": "integer", "minimum": 0},
        }
    )


def _mention() -> Schema:
    schema = _object(
        {
            "text": _text("The report's words, text[start:end]."),
            "name": {**TEXT_OR_NULL, "description": "What a pronoun or short form stands for."},
            "start": OFFSET,
            "end": OFFSET,
        }
    )
    return {"description": "Words of the report that stand for something.", **schema}


def _date() -> Schema:
    fields = _mention()["properties"] | {
        "from": {**DAY, "description": "First day, inclusive; null: open or not known."},
        "to": {**DAY, "description": "Last day, inclusive; null: open or not known."},
        "relation": {
            "enum": ["on", "since", "until", "before", "between", "about", None],
            "description": "How the words tie the claim to the days.",
        },
    }
    return _object(fields)


def _place_shapes() -> dict[str, Schema]:
    """A place, what links words to it, and the words: those of a claim, or any of the report."""
    place = _place()["properties"]
    found = {
        "score": {
            "type": ["number", "null"],
            "minimum": 0,
            "maximum": 1,
            "description": "How likely the place is the one meant; null: not reckoned.",
        },
        "method": _text("What decided."),
        "runner_up": {
            **_reference("place"),
            "description": "The next likely place, where two readings are possible.",
        },
    }
    words = _mention()["properties"]
    return {
        "place": {"description": "A point on the map with an honest error bar.", **_place()},
        "place_link": {
            "description": "The place that words mean.",
            **_object({**place, **found}),
        },
        "claim_place": _object({**words, "link": _reference("place_link")}),
        "toponym": {
            "description": "Words of the report that name a place.",
            **_object(
                {
                    **{name: words[name] for name in ("text", "start", "end")},
                    "demonym": {
                        "type": "boolean",
                        "description": "They name the people, so nothing happens there by them.",
                    },
                    "place": _reference("place"),
                    **found,
                }
            ),
        },
    }


def _place() -> Schema:
    return _object(
        {
            "id": _text("geonames:..., dateline:..., own:..., within:..., computed:..."),
            "name": _text("As the gazetteer writes it."),
            "kind": {"enum": list(get_args(PlaceKind))},
            "latitude": {"type": "number", "minimum": -RIGHT_ANGLE, "maximum": RIGHT_ANGLE},
            "longitude": {"type": "number", "minimum": -HALF_TURN, "maximum": HALF_TURN},
            "radius_km": {
                "type": "number",
                "minimum": 0,
                "description": "What is said to be there lies within it, nine times of ten.",
            },
            "precision": {"enum": list(get_args(Precision))},
            "geo_precision": {"enum": [1, 2, 3, None], "description": "ACLED's code."},
            "where_prec": {"enum": [1, 2, 3, 4, 5, 6, None], "description": "UCDP GED's code."},
            "country": {**TEXT_OR_NULL, "description": "ISO 3166 alpha-2."},
            "admin1": {**TEXT_OR_NULL, "description": "First-level region around it."},
            "admin2": {**TEXT_OR_NULL, "description": "Second-level region around it."},
        }
    )


def _source() -> Schema:
    fields = {
        **_known(),
        "words": _reference("mention"),
        **_told(),
        "distance": {
            "type": "integer",
            "minimum": 0,
            "description": "How many vouchers stand between the report and what is said.",
        },
        "via": _list_of("source", "Those behind the source, nearest first."),
        "sensitive": _sensitive("role", "reason", "words"),
    }
    return {"description": "Who says so, as the report tells it.", **_object(fields)}


def _row() -> Schema:
    media = {"enum": list(allowed_values()["source.medium"])}
    count = {"type": "integer", "minimum": 0}
    by_type = {kind: {"type": "integer", "minimum": 1} for kind in allowed_values()["type"]}
    fields = {
        **_known(),
        "media": {"type": "array", "items": media, "description": "Each way once, in text order."},
        "on": {
            "type": "object",
            "properties": by_type,
            "additionalProperties": False,
            "description": "Number of its claims by type.",
        },
        "claims": _keys("Ids of the claims that it vouches for."),
        "behind": _keys("Ids of the claims in whose chain it stands behind the voucher."),
        "statements": {**count, "description": "How many statements are its own."},
        "quoted": {**count, "description": "How many of them are quotations."},
        "first": {**OFFSET, "description": "Where it is first named or first speaks."},
        "via": _keys("Keys of those whom it cites, nearest first."),
        "sensitive": _sensitive("role", "reason"),
    }
    return {"description": "One who speaks, with all that it says.", **_object(fields)}


def _statement() -> Schema:
    fields = {
        "source": _text("Key of the one who says, writes, thinks or shows it."),
        "via": _keys("Keys of those behind the source, nearest first."),
        "content": _list_of("mention", "The words, in order; a quotation may be cut in two."),
        "quoted": {"type": "boolean", "description": "They are the speaker's own words."},
        "words": _reference("mention"),
        **_told(),
        "sensitive": _sensitive("words"),
    }
    return {"description": "What the report gives as somebody's words.", **_object(fields)}


def _known() -> dict[str, Schema]:
    """What tells one source from another."""
    return {
        "key": _text("The source's letter in this report, the same in all its claims."),
        "kind": {"enum": list(allowed_values()["source.kind"])},
        "name": TEXT_OR_NULL,
        "role": {**TEXT_OR_NULL, "description": "Office or description; null if sensitive."},
        "anonymous": {"type": "boolean", "description": "The report says: name withheld."},
    }


def _told() -> dict[str, Schema]:
    """What tells that something is said, and how."""
    medium = {"enum": [*allowed_values()["source.medium"], None]}
    return {"cue": _reference("mention"), "medium": medium}


def _sensitive(*names: str) -> Schema:
    every = {
        "role": {**TEXT_OR_NULL, "description": "Office or description."},
        "reason": {**TEXT_OR_NULL, "description": "Why the name is withheld, as the report says."},
        "words": _reference("mention"),
    }
    return {
        "anyOf": [_object({name: every[name] for name in names}), {"type": "null"}],
        "description": "What could give away a source whose name is withheld; null for others.",
    }


def _claim(kind: str) -> Schema:
    allowed = allowed_values()
    mentions: Schema = {"type": "array", "items": {"$ref": "#/$defs/mention"}}
    actor = _reference("mention")
    own: dict[str, Schema] = {
        "event": {
            "event": {"enum": list(allowed["event"])},
            "mode": TEXT_OR_NULL,
            "actors": mentions,
            "recipients": mentions,
            "counts": {"type": "array", "items": {"$ref": "#/$defs/toll"}},
        },
        "control": {"level": {"enum": list(allowed["level"])}, "actor": actor},
        "tie": {
            "relation": {"enum": list(allowed["relation"])},
            "actor": actor,
            "other": actor,
            "role": TEXT_OR_NULL,
        },
        "strength": {
            "actor": actor,
            "count": {"type": "array", "items": BOUND, "minItems": 2, "maxItems": 2},
            "unit": TEXT_OR_NULL,
            "of": TEXT_OR_NULL,
        },
    }
    return _object(
        {
            "id": _text("Key by content."),
            "type": {"const": kind},
            **own[kind],
            "place": _reference("claim_place"),
            "date": _reference("date"),
            "status": {"enum": list(allowed["status"])},
            "certainty": {"enum": list(allowed["certainty"])},
            "evidence": {"$ref": "#/$defs/mention"},
            "trigger": {"$ref": "#/$defs/mention"},
            "score": {
                "type": ["number", "null"],
                "minimum": 0,
                "maximum": 1,
                "description": "How likely it is that the report claims just this.",
            },
            "source": {"$ref": "#/$defs/source"},
        }
    )


def _object(fields: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(fields),
        "additionalProperties": False,
    }


def _text(description: str) -> Schema:
    return {"type": "string", "description": description}


def _list_of(name: str, description: str) -> Schema:
    items = {"$ref": f"#/$defs/{name}"}
    return {"type": "array", "items": items, "description": description}


def _keys(description: str) -> Schema:
    return {"type": "array", "items": {"type": "string"}, "description": description}


def _reference(name: str) -> Schema:
    """The named shape or null."""
    return {"anyOf": [{"$ref": f"#/$defs/{name}"}, {"type": "null"}]}


if __name__ == "__main__":
    sys.stdout.write(schema_text())

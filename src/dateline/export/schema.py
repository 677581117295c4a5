"""Schema: the JSON form described as JSON Schema, made from the vocabularies.

`docs/claims.schema.json` is this file's output; a test fails when it is stale.

    python -m dateline.export.schema > docs/claims.schema.json
"""

import json
import sys
from collections.abc import Mapping
from typing import Any

from dateline.claim import allowed_values

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
            }
        ),
        "$defs": {
            "document": _document(),
            "mention": _mention(),
            "date": _date(),
            "source": _source(),
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


def _source() -> Schema:
    fields = {
        "kind": {"enum": list(allowed_values()["source.kind"])},
        "name": TEXT_OR_NULL,
        "role": {**TEXT_OR_NULL, "description": "Office or description."},
        "anonymous": {"type": "boolean", "description": "The report says: name withheld."},
        "reason": {**TEXT_OR_NULL, "description": "Why, in the report's words."},
        "words": _reference("mention"),
        "cue": _reference("mention"),
        "via": {
            "type": "array",
            "items": {"$ref": "#/$defs/source"},
            "description": "Those behind the source, nearest first.",
        },
    }
    return {"description": "Who says so, as the report tells it.", **_object(fields)}


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
            "place": _reference("mention"),
            "date": _reference("date"),
            "status": {"enum": list(allowed["status"])},
            "certainty": {"enum": list(allowed["certainty"])},
            "evidence": {"$ref": "#/$defs/mention"},
            "trigger": {"$ref": "#/$defs/mention"},
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


def _reference(name: str) -> Schema:
    """The named shape or null."""
    return {"anyOf": [{"$ref": f"#/$defs/{name}"}, {"type": "null"}]}


if __name__ == "__main__":
    sys.stdout.write(schema_text())

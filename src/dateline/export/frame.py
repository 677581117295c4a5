"""Frames: claims as a pandas table, one row each, for counting and grouping.

In: findings.  Out: a `pandas.DataFrame` with the same columns for all types of
claim; pandas is an extra and is imported here only.
"""

from typing import TYPE_CHECKING, Any

from dateline.export.place_records import flat_record
from dateline.export.records import Record, claim_rows
from dateline.report import Findings

if TYPE_CHECKING:
    import pandas

DAYS = ("published", "date_from", "date_to")
NUMBERS = ("lat", "lon", "radius_km", "place_score")


def findings_frame(findings: Findings) -> "pandas.DataFrame":
    """One row per claim, in the order of the text.

    `actors` and `recipients` are lists; `counts` is the toll of an event by what
    was counted, of a strength by its unit; days are datetime64 in whole seconds,
    NaT where open or unknown; `place` has the words, `place_id` to `place_score` what
    they mean, degrees and km as numbers, NaN where not known; `start` and `end` are
    the evidence's characters.

    Raises:
        ImportError: pandas is not installed; says how to install it.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - an extra
    except ImportError:
        message = "tables need pandas; install it with: pip install 'dateline[pandas]'"
        raise ImportError(message) from None
    columns = _row(_BLANK)
    frame = pd.DataFrame([_row(row) for row in claim_rows(findings)], columns=list(columns))
    for name in DAYS:
        frame[name] = frame[name].astype("datetime64[s]")
    for name in NUMBERS:
        frame[name] = frame[name].astype("float64")
    return frame


_BLANK: Record = {"source": {}, "spans": {}}


def _row(claim: Record) -> dict[str, Any]:
    source, date = claim["source"], claim.get("date") or {}
    start, end = claim["spans"].get("evidence", (None, None))
    counts = claim.get("counts")
    if claim.get("type") == "strength":
        counts = {claim["unit"] or "unit unknown": claim["count"]}
    actor = claim.get("actor")
    return {
        "id": claim.get("id"),
        "document": claim.get("document"),
        "outlet": claim.get("outlet"),
        "published": claim.get("published"),
        "type": claim.get("type"),
        "kind": claim.get("event") or claim.get("level") or claim.get("relation") or "strength",
        "mode": claim.get("mode"),
        "actors": claim.get("actors", [actor] if actor else []),
        "recipients": claim.get("recipients", []),
        "other": claim.get("other"),
        "role": claim.get("role"),
        "place": claim.get("place"),
        **{name: claim.get(name) for name in flat_record(None)},
        "date_text": date.get("text"),
        "date_from": date.get("from"),
        "date_to": date.get("to"),
        "counts": counts or {},
        "make_up": claim.get("of"),
        "status": claim.get("status"),
        "certainty": claim.get("certainty"),
        "source_kind": source.get("kind"),
        "source_name": source.get("name"),
        "source_role": source.get("role"),
        "source_anonymous": source.get("anonymous"),
        "source_reason": source.get("reason"),
        "evidence": claim.get("evidence"),
        "start": start,
        "end": end,
        "trigger": claim.get("trigger"),
    }

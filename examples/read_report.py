"""Read one report from Python and print who says what.

python examples/read_report.py
"""

from pathlib import Path

import dateline

REPORT = Path(__file__).parent / "reports" / "meridian-wire.txt"


def main() -> None:
    """Print the claims of the sample report that are not plainly the outlet's own."""
    report = dateline.read(
        REPORT.read_text("utf-8"), published="2024-03-13", outlet="Meridian Wire"
    )
    for claim in report.to_dicts():
        source = claim["source"]
        if source["kind"] != "outlet":
            voucher = source["name"] or source["role"] or source["kind"]
            print(f"{voucher}: {claim['status']} {claim['type']}: {claim['evidence']}")
    print(f"{len(report.claims)} claims in all")


if __name__ == "__main__":
    main()

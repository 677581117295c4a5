"""Counts: how many, as a range, out of the words before a noun.

In: the words of a phrase up to its noun.  Out: (low, high); an end that is None is open.
"""

import re

Range = tuple[int | None, int | None]

UNITS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    w: 10 * n
    for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "m": 1_000_000, "k": 1_000}
# as printed, by the annotation guidelines: a plural of a scale is at least two of it
VAGUE: dict[str, Range] = {
    "dozens": (24, None),
    "scores": (40, None),
    "hundreds": (200, None),
    "thousands": (2_000, None),
    "tens of thousands": (20_000, None),
    "hundreds of thousands": (200_000, None),
    "millions": (2_000_000, None),
    "several": (3, None),
    "several hundred": (300, None),
    "several thousand": (3_000, None),
    "few hundred": (200, None),
    "few thousand": (2_000, None),
    "several dozen": (36, None),
    "a few dozen": (24, None),
    "a few": (3, None),
    "few": (3, None),
    "a handful": (3, None),
    "many": (2, None),
    "a dozen": (12, 12),
    "two dozen": (24, 24),
    "three dozen": (36, 36),
    "a couple": (2, 2),
    "a pair": (2, 2),
    "both": (2, 2),
}
NUMBER = (
    r"(?:\d[\d,]*(?:\.\d+)?(?:\s*(?:hundred|thousand|million|m|k)\b)?"
    r"|(?:(?:"
    + "|".join(
        [
            *UNITS,
            *TENS,
            "hundred",
            "thousand",
            "million",
            "and",
            "an?(?= (?:hundred|thousand|million|dozen))",
        ]
    )
    + r")(?:\s+|\s*-\s*|\b))+)"
)
RANGE = re.compile(
    rf"\b(?:between\s+)?(?P<low>{NUMBER})\s*(?:-|–|to|and|or)\s*(?P<high>{NUMBER})", re.IGNORECASE
)
ONE = re.compile(rf"(?<![\w.,])(?P<number>{NUMBER})(?![\w%])", re.IGNORECASE)
AT_LEAST = re.compile(
    r"\b(?:at least|more than|over|upwards of|no (?:fewer|less) than|in excess of|above|"
    r"a minimum of|not less than)\b",
    re.IGNORECASE,
)
AT_MOST = re.compile(
    r"\b(?:up to|as many as|fewer than|less than|at most|no more than|a maximum of|under|"
    r"not more than)\b",
    re.IGNORECASE,
)
VAGUE_WORDS = re.compile(
    r"\b(?:" + "|".join(sorted(VAGUE, key=len, reverse=True)) + r")\b", re.IGNORECASE
)


def read_range(words: str) -> Range | None:
    """The range that the words of a phrase give ("at least 12 of the"), or None.

    Numbers are taken as printed: "about 400" is 400 to 400.
    """
    vague = VAGUE_WORDS.search(words)
    if vague and not re.search(r"\d", words):
        return VAGUE[vague.group().lower()]
    if match := RANGE.search(words):
        low, high = read_number(match["low"]), read_number(match["high"])
        if low is not None and high is not None and low < high:
            return low, high
    match = ONE.search(words)
    number = read_number(match["number"]) if match else None
    if number is None:
        return None
    if AT_LEAST.search(words):
        return number, None
    if AT_MOST.search(words):
        return None, number
    return number, number


def read_number(text: str) -> int | None:
    """A number in digits or English words, or None."""
    text = text.strip().lower().replace(",", "")
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(hundred|thousand|million|m|k)?", text)
    if match:
        return round(float(match[1]) * SCALES.get(match[2] or "", 1))
    total = current = 0
    seen = False
    for word in re.findall(r"[a-z]+", text):
        if word in UNITS or word in TENS:
            current += UNITS.get(word, TENS.get(word, 0))
        elif word in SCALES:
            current = max(current, 1) * SCALES[word]
            if word != "hundred":
                total, current = total + current, 0
        elif word not in ("and", "a", "an"):
            return None
        seen = seen or word not in ("and", "a", "an")
    return total + current if seen else None

"""What the commands say of themselves when asked for help."""

# \b keeps the lines of the paragraph after it as they are
READ_HELP = """Read reports and write down their claims.

Inputs are read in the order given, folders in the order of their names: text,
HTML, and JSON lines with id, text, title, published, outlet, url.

\b
Formats
  text     to be read in a terminal
  json     one object, or an array for several reports
  jsonl    one such object per line
  gold     one report per line in the form of the annotation guidelines
  geojson  a point for each claim, for map programs
  html     a page that needs nothing else; for several reports a folder of pages

\b
Examples
  dateline read report.txt --published 2015-02-21 --outlet "Example Wire"
  dateline read https://news.example/story --format json
  dateline read reports/ --format html --output pages
  dateline read wire.jsonl --format jsonl --output claims.jsonl
  cat report.txt | dateline read -

\b
Exit code
  0 all read, 3 some not read, 1 none read or not written, 2 wrong usage
"""

SOURCES_HELP = """List who speaks in reports, and what they say.

Tells the quotations and other statements that a report gives as somebody's, with
the speaker: name or role, whether the name is withheld and why. Inputs are those
of dateline read.

\b
Formats
  text   who speaks how often and on what, then each statement
  json   one object, or an array for several reports
  jsonl  one such object per line

\b
Examples
  dateline sources report.txt --published 2015-02-21
  dateline sources report.txt --quoted --by minister
  dateline sources reports/ --format jsonl --output statements.jsonl
  cat report.txt | dateline sources -

\b
What is said of a source whose name is withheld can give it away. In json it
stands apart under "sensitive"; text marks it.

\b
Exit code
  0 all read, 3 some not read, 1 none read or not written, 2 wrong usage
"""
EXPLAIN_HELP = """Show why a report's words made a claim, or why they made none.

For each place where the words stand: the sentence as it was read, its claims with
what made them (the lexicon's entry, who fills which role, the words that make it
denied or planned, the source, what spoke for the place and the time), and the words
that made no claim, each with the reason. INPUT is as for dateline read.

\b
Examples
  dateline explain report.txt --at "captured the town" --published 2015-02-21
  dateline explain report.txt --at withdrawal --nth 2 --tree
  dateline explain report.txt --at "was torched" --lexicon my-lexicon
  cat report.txt | dateline explain - --at "captured the town"

Capitals, white space and the form of quotation marks do not matter in the words.

\b
Exit code
  0 explained, 3 some not read, 1 none read or not written, 2 wrong usage, or
  the words are not in the report
"""

"""Texts for property tests: any characters, and words of time in any order."""

from hypothesis import strategies as st

WORDS = """
    the last next first end of early mid - since until before after from to and in on at
    monday friday night weekend week weeks month year years day days two few a 3 15th 30
    2014 1990s march may feb summer fall ramadan eid al adha 9/11 2015-02-30 31/12/2015
    ago later following that earlier half recently today overnight 999 century centuries
    , . ( ) 's between tenth so far this past coming then now three 29 february 1600
"""
BREAKS = ["\u0130", "\u2019", "\n", " \n \n"]  # a letter that grows in lower case, and blanks
TEXTS = st.text() | st.lists(st.sampled_from(WORDS.split() + BREAKS)).map(" ".join)

"""Intake: from files, folders, URLs and standard input to `Document`s.

read_documents   every input in order, one document at a time; what cannot
                 be used comes as a `Rejection`, never as an exception
read_text        a text that the caller holds
expand_inputs    inputs with their folders walked
count_inputs     how many that makes, for a progress bar
parse_day        a day of publication
"""

from dateline.ingest.days import parse_day
from dateline.ingest.documents import read_text
from dateline.ingest.inputs import count_inputs, expand_inputs, read_documents

__all__ = ["count_inputs", "expand_inputs", "parse_day", "read_documents", "read_text"]

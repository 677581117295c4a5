"""What a training run is made with; a copy goes into every checkpoint."""

SETTINGS = {
    "windows_per_step": 4,  # each process: 4 x 256 subwords
    "rate_encoder": 2e-4,
    "rate_heads": 2e-3,
    "decay": 0.01,
    "warm_up": 0.06,
    "clip": 1.0,
    "short_windows": 0.2,  # share of windows cut short, so that a lone headline reads well
    "capitals": 0.07,  # share of windows read as if all in capitals,
    "small": 0.04,  # all in small letters,
    "titles": 0.04,  # and With Every Word Capitalised
    "min_feats": 3,  # feature strings seen more rarely are not learnt
    "attribution": 1.0,  # weight of all that attributions add to the loss,
    "coreference": 0.5,  # and of all that coreference adds
    "source_words": 6,  # usual length: so many words' mistakes weigh as much as one cue's
    "content_words": 25,
    "polnear_share": 1.0,  # of its articles, drawn anew each epoch
    "treebank_share": 1.0,  # of the treebanks' documents, likewise
    "claims_repeats": 2,  # how often an epoch shows each annotated passage
    "claims": 1.0,  # weight of all that claims add to the loss
    "role_words": 3,  # so many words' mistakes weigh as much as one trigger's
    "seed": 1,
}
COLUMNS = ("upos", "xpos", "feats", "rel", "names", "entities", "cues", "triggers")  # tags of words

"""From text to `Reading`: words, tree and names, by one network in one pass."""

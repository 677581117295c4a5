"""Export: findings as something to read, to file or to feed to another program."""

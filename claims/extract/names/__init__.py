"""Names in a text: the runs of words that make them, what kind of bearer they have, and which of them share one."""

"""One module a group of verbs; each imports its use cases only when a verb runs."""

"""Lays out facts on paper and in files: briefs, calendars, workbooks. Computes nothing of its own."""

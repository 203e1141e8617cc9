"""Lays out facts on paper and in files: briefs, calendars, workbooks. It computes nothing."""

"""Frozen values and plain rules of the field; standard library only."""

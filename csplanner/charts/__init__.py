"""Matplotlib figures from plain series, the same for screen and paper; never pyplot."""

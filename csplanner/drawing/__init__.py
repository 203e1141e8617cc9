"""Glyphs, sparklines and the year timeline on a Canvas protocol, with the theme's tokens."""

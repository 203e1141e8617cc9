"""Pure functions from records to what they mean: health, burden, coverage, retention."""

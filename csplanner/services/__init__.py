"""Use cases: the only place that joins the siblings, and what front doors act through."""

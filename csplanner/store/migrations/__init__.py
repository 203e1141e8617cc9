"""One step a released schema, run by Alembic."""

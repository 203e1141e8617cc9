"""Errors, jobs, paths, logs and ids: what every layer may use; standard library only."""

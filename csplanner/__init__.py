"""Plan a year of face time with every account, offline, and print the brief that is right."""

__version__ = "0.1.0"

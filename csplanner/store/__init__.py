"""The portfolio file: tables, the one door for change, journal, backups. All SQL lives here."""

"""The portfolio file: tables, repositories, the one door for change, journal, backups. All SQL lives here."""

"""Data that ships with the program: theme, icons, fonts, policies, places."""

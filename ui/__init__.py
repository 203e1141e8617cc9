"""The window. Acts through services, reads drawing, charts, domain and base; Qt lives here only."""

"""The sections of a country's briefing; each function writes one of them about a Subject."""

"""Briefings that can be handed over: one content, four formats."""

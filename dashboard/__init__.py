"""The dashboard: queries, charts, pages, briefings and the data API over one published ledger."""

# Streamlit puts this folder first on the path, where the room of the same name would hide this module from others.
import statistics  # noqa: F401

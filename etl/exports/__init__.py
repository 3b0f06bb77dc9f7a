"""The whole ledger in other forms."""

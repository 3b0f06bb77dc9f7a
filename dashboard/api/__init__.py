"""The ledger over HTTP: the pages' queries as JSON, CSV and Parquet."""

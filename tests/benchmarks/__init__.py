"""Speed, printed as ratios measured side by side; nothing here passes or fails."""

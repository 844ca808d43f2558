"""What every desk needs: drafts, saved views, notices, number series."""

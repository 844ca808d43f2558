"""Lists as page and export share them: one filter, one order, one set of rights."""

"""What pages and exports of figures share: one choice of week, one set of rows, one set of rights."""

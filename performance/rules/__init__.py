"""Pure arithmetic of figures and their seal."""

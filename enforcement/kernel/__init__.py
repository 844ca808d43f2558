"""The shared ground floor. Imports no app and knows no law."""

"""One factory per model; states are traits."""

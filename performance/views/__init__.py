"""Pages of figures: the weekly page, a figure opened, freezing, rechecking, averages."""

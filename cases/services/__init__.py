"""The only place that writes the case file. One module per noun; call them as `services.progress.log(...)`."""

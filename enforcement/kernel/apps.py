"""The kernel as a Django app."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "enforcement.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # shared_task and send_task must find the configured application in every process.
        from enforcement.kernel import queue

        queue.app.set_default()

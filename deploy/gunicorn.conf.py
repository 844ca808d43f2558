"""gunicorn in production. It listens on 0.0.0.0:$PORT by itself; nginx stands in front."""

import os

worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = 4
timeout = 120  # an upload of 100 MB over a slow line arrives through nginx in one piece
graceful_timeout = 20
control_socket_disable = True
forwarded_allow_ips = "*"  # only nginx reaches the port, it is published nowhere

"""What runs by itself and when (Asia/Shanghai), sorted by time. Each line says why.

Every task asks what is due and not done: a missed run catches up, a double run does nothing.
"""

from celery.schedules import crontab

SCHEDULE = {
    "resume-jobs": {  # a job whose worker died goes on from its last commit
        "task": "kernel.resume_jobs",
        "schedule": 30.0,
    },
    "renew-running-limits": {  # a stopped clock moves its end by a day, every day
        "task": "cases.renew_running_limits",
        "schedule": crontab(hour=0, minute=5),
    },
    "remove-expired-files": {  # results of jobs and abandoned uploads have an end
        "task": "kernel.remove_expired_files",
        "schedule": crontab(hour=3, minute=10),
    },
    "remove-old-drafts": {  # what nobody came back to for 30 days
        "task": "office.remove_old_drafts",
        "schedule": crontab(hour=3, minute=20),
    },
    "weekly-snapshots": {  # design 5: frozen before anyone is at the desk on Monday
        "task": "performance.take_due_snapshots",
        "schedule": crontab(hour=6, minute=0, day_of_week="mon"),
    },
    "weekly-snapshots-missed": {  # the Monday on which the machine was off
        "task": "performance.take_due_snapshots",
        "schedule": crontab(hour="7-22", minute=20),
    },
}

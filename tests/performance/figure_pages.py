"""Where a figure stands, and what its page says."""

import re

from django.urls import reverse


def url(snapshot, indicator, window="ytd", court="赣0302"):
    return reverse("performance:figure", args=[snapshot.pk, indicator, window, court])


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())

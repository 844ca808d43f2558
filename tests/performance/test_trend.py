"""The small chart of a figure: the average stays inside the drawing."""

import re

import pytest

from enforcement.kernel import charts

EDGE = 8


@pytest.mark.parametrize("average", [50.0, 78.0, 80.5, 99.0, 100.0])
@pytest.mark.parametrize("values", [[80.0, 81.0], [80.0, 80.0], [None, 80.0]])
def test_the_average_keeps_its_distance_from_what_stands_above(values, average):
    drawn = str(charts.sparkline(values, average))

    line = float(re.search(r'class="spark-average" d="M44 ([\d.]+)H', drawn)[1])
    assert EDGE <= line <= 56 - EDGE
    points = [float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", drawn.split("spark-line")[1])]
    assert all(EDGE <= y <= 56 - EDGE for y in points)

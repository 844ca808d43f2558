"""Provincial averages: what is known, and the small form that takes a file of them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from courts.http import StaffRequest
from enforcement.kernel.errors import InvalidInput
from performance import forms, permissions, services
from performance.indicators import BY_CODE, INDICATORS
from performance.models import Benchmark
from performance.services.benchmarks import Imported

LISTED = 60


@require_http_methods(["GET", "HEAD", "POST"])
def benchmark_import(request: StaffRequest) -> HttpResponse:
    """Known averages and the form; after a file what became of its rows."""
    permissions.check_can_import_benchmarks(request.user)
    form, result = forms.BenchmarkForm(), None
    if request.method == "POST":
        form = forms.BenchmarkForm(request.POST, request.FILES)
        if form.is_valid():
            result = _imported(request, form)
    known = Benchmark.objects.order_by("-week_ending", "indicator")[:LISTED]
    context = {
        "form": form,
        "result": result,
        "indicators": [each for each in INDICATORS if not each.is_count],
        "rows": [(each, BY_CODE[each.indicator].name) for each in known],
    }
    status = 422 if form.errors else 200
    return render(request, "performance/benchmark_import.html", context, status=status)


def _imported(request: StaffRequest, form: forms.BenchmarkForm) -> Imported | None:
    """What became of the file; a refused one says why at its field."""
    file = form.cleaned_data["file"]
    try:
        return services.import_benchmarks(file.read(), name=file.name, by=request.user)
    except InvalidInput as refusal:
        form.add_error("file", str(refusal))
        return None

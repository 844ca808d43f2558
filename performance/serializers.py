"""Shapes of the API: every field named, because a new column is not a new promise."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from performance.enums import Scope, Window
from performance.models import Snapshot


class SnapshotOutput(serializers.ModelSerializer[Snapshot]):
    """A frozen week in a list."""

    court = serializers.CharField(source="district_id")

    class Meta:
        model = Snapshot
        fields = ["id", "court", "week_ending", "version", "taken_at", "seal"]


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string"}]})
class ExactNumber(serializers.Field[Any, Any, Any, Any]):
    """Counts as integers, yuan as text with two places; null where there is no denominator."""


class FigureOutput(serializers.Serializer[Any]):
    """A figure with what follows from it; the same row as `take_snapshot --json` prints."""

    scope = serializers.ChoiceField(choices=Scope.choices)
    court = serializers.CharField()
    indicator = serializers.CharField()
    window = serializers.ChoiceField(choices=Window.choices)
    numerator = ExactNumber()
    denominator = ExactNumber(allow_null=True)
    value = serializers.CharField(allow_null=True)
    rank = serializers.IntegerField(allow_null=True)
    behind = serializers.BooleanField(allow_null=True)


class SnapshotDetailOutput(SnapshotOutput):
    """A frozen week with its rows."""

    rows = FigureOutput(many=True)

    class Meta(SnapshotOutput.Meta):
        fields = [*SnapshotOutput.Meta.fields, "rows"]

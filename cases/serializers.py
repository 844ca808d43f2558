"""Shapes of the API: every field named, because a new column is not a new promise."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.models import Case, Party, Progress
from cases.models.progress import LONGEST_TEXT
from cases.rules.node_table import NODE_NAMES


class CaseOutput(serializers.ModelSerializer[Case]):
    """A case in a list."""

    court = serializers.CharField(source="court_id")
    officer = serializers.CharField(source="officer_label")
    recovered = serializers.DecimalField(max_digits=17, decimal_places=2)

    class Meta:
        model = Case
        fields = [
            "id", "number", "court", "type_word", "status", "filed_on", "officer", "team", "cause",
            "basis_number", "claim_amount", "recovered", "has_property", "limit_end",
            "limit_running", "limit_provisional", "next_node", "next_due_on", "closed_on",
            "close_mode", "version",
        ]  # fmt: skip


class PartyOutput(serializers.ModelSerializer[Party]):
    """A party; numbers are masked, always."""

    class Meta:
        model = Party
        fields = ["id", "role", "name", "kind", "number_masked", "legal_representative"]


class CaseDetailOutput(CaseOutput):
    """A case with its parties."""

    parties = serializers.SerializerMethodField()

    class Meta(CaseOutput.Meta):
        fields = [*CaseOutput.Meta.fields, "parties"]

    @extend_schema_field(PartyOutput(many=True))
    def get_parties(self, case: Case) -> Any:
        """Parties in the order of entry."""
        return PartyOutput(Party.objects.filter(case=case).order_by("pk"), many=True).data


class ProgressOutput(serializers.ModelSerializer[Progress]):
    """A progress entry."""

    class Meta:
        model = Progress
        fields = ["id", "at", "node", "result", "text", "by_name", "corrects", "source"]


class ProgressInput(serializers.Serializer[Any]):
    """A new progress entry. `submission` is the idempotency key: the same key, one entry."""

    text = serializers.CharField(max_length=LONGEST_TEXT)
    at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    node = serializers.ChoiceField(choices=NODE_NAMES, required=False, allow_blank=True, default="")
    result = serializers.CharField(max_length=30, required=False, allow_blank=True, default="")
    submission = serializers.UUIDField(required=False, allow_null=True, default=None)

"""Dates and lights in words: what stands behind every deadline of a case."""

from cases.explanations.chips import chip, cited, seal_words
from cases.explanations.limits import limit_explanation
from cases.explanations.nodes import node_explanation, node_reason

__all__ = ["chip", "cited", "limit_explanation", "node_explanation", "node_reason", "seal_words"]

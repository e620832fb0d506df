"""A claim as an annotator writes it."""

from __future__ import annotations

from typing import Any

GOLD: dict[str, Any] = {
    "start": 10,
    "end": 15,
    "span": "190余件",
    "value": "190",
    "value_max": None,
    "unit": "件",
    "bound": "above",
    "item_min": "提案",
    "item_max": "委员提案",
    "action_min": "收到",
    "action_max": "收到",
    "change": None,
    "indicator": "proposal.received",
    "organisation": "青澜县政协",
    "organisation_alt": ["县政协"],
    "period": "2024",
    "period_alt": [],
    "section_title": "一、提案工作",
}

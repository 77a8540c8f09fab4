"""A workspace of a district with two communes, and a district without any."""

from __future__ import annotations

from tests.cli.small_workspace import PLAN, submission

TREE_PLAN = PLAN.replace(
    'bac-ai: {code: "584", name: Bác Ái}',
    'bac-ai: {code: "584", name: Bác Ái, units: {'
    'phuoc-binh: {code: "22789", name: Phước Bình}, phuoc-hoa: {code: "22790", name: Phước Hòa}}}',
)

TREE = {
    "targets-2024.yaml": TREE_PLAN,
    "districts/bac-ai/phuoc-binh/2024-Q2.yaml": submission("phuoc-binh", 3, 4),
    "districts/ninh-son/2024-Q2.yaml": submission("ninh-son", 32),
}

from __future__ import annotations

from tests.yaml.test_refused import problems, texts

from ttdt.yaml import PLAN_LIMITS, parse


def test_a_plan_may_have_the_values_of_20_000_units() -> None:
    units = "".join(f"  u-{n}: {{code: '{n}', name: X, kind: commune}}\n" for n in range(20_000))
    text = f"units:\n{units}".encode()
    assert parse(text, "f.yaml", PLAN_LIMITS).readable
    assert problems(parse(text, "f.yaml"))[0][0] == "TT012"
    bomb = parse(b"[" + b"1," * 260_000 + b"]", "f.yaml", PLAN_LIMITS)
    assert texts(bomb) == ["the file has more than 250,000 values"]

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.addresses import canonical

CASES = json.loads((Path(__file__).parent / "cases" / "addresses.json").read_text("utf-8"))
ADDRESSES = st.one_of(
    st.text(),
    st.builds(
        "{}://{}{}".format,
        st.sampled_from(("http", "https", "HTTP")),
        st.sampled_from(
            ("example.com", "m.example.com:80", "www.google.com", "مثال.إختبار", "a" * 70 + ".com", "[::1]")
        ),
        st.text(alphabet="/?&=#%+.;!:@ampخبر20 utm_c\t", max_size=60),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["label"]))
def test_address_is_written_in_one_way(case: dict[str, Any]) -> None:
    assert canonical(case["given"]) == case["expected"]


@given(ADDRESSES)
def test_canonical_never_raises_and_is_final(url: str) -> None:
    once = canonical(url)
    assert once is None or canonical(once) == once

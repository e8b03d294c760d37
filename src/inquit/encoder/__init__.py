"""The encoder: one small network, read once over the whole document, for sentence starts, tags, trees, names, and the
contents, cues and sources of quotations. It cuts windows, runs ONNX and decodes scores to stretches of the text; what
these mean is for the rooms above. `make_encoder` is the factory of the spaCy component `inquit_encoder`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inquit.encoder.component import make_encoder

__all__ = ["make_encoder"]


def __getattr__(name: str) -> Any:
    if name == "make_encoder":  # imported when asked for: it brings spaCy and onnxruntime
        from inquit.encoder.component import make_encoder

        return make_encoder
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

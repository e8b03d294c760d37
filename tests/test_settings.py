from __future__ import annotations

from pathlib import Path

import pytest

from inquit.errors import SettingsError
from inquit.settings import Settings, Target, settings

CODEBOOK = """
[[target]]
name = "peace treaty"
aliases = ["peace agreement", "treaty of peace"]
statement = "The peace treaty is good."

[[target]]
name = "sanctions"
"""


def test_defaults_keywords_and_files(tmp_path: Path) -> None:
    (tmp_path / "codebook.toml").write_text(CODEBOOK)
    file = tmp_path / "settings.toml"
    file.write_text('tokens = true\nspeaker_threshold = 0.7\ntargets = "codebook.toml"\n')
    found = settings(file, speaker_threshold=0.8)
    assert found == Settings(
        tokens=True,
        speaker_threshold=0.8,
        targets=(
            Target("peace treaty", ("peace agreement", "treaty of peace"), "The peace treaty is good."),
            Target("sanctions"),
        ),
    )
    assert settings() == Settings()
    assert settings(found, tokens=False).targets == found.targets


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("tokenz = true", "no setting 'tokenz'; there are: base, models, tokens"),
        ("tokens = 1", r"Expected `bool`, got `int` - at `\$.tokens`"),
        ("speaker_threshold = 1.5", "speaker_threshold is 1.5, outside 0..1"),
        ("max_megabytes = 0", "max_megabytes is 0.0, not above 0"),
        ("tokens = ", "settings.toml: Invalid value"),
        ('targets = "none.toml"', "none.toml: No such file"),
        ("[[targets]]\nname = 'a'\n[[targets]]\nname = 'a'", "target 'a' twice"),
    ],
)
def test_bad_settings_say_what_is_wrong(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(content)
    with pytest.raises(SettingsError, match=message):
        settings(file)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[[target]]\nnaem = 'x'", "unknown field `naem`"),
        ("[[target]]\nname = ' '", "a target without a name"),
        ("x = 1", r"a codebook has \[\[target\]\] tables"),
    ],
)
def test_bad_codebooks_say_what_is_wrong(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "codebook.toml"
    file.write_text(content)
    with pytest.raises(SettingsError, match=message):
        settings(targets=file)


def test_the_digest_changes_with_what_can_change_a_record() -> None:
    plain = settings()
    assert plain.digest == settings().digest
    assert settings(max_megabytes=1).digest == plain.digest
    different = {settings(**change).digest for change in (
        {"tokens": True}, {"stance_threshold": 0.6}, {"base": "en_core_web_sm"}, {"targets": [{"name": "x"}]},
    )}  # fmt: skip
    assert len(different | {plain.digest}) == 5

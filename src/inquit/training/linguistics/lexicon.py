"""Learn the two tables of `inquit.linguistics.lemmas` from treebanks, and leave out what follows from the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from inquit.linguistics.lemmas import LONGEST_ENDING, Endings, Lemmas, Words, key_of, look, rule_for
from inquit.training.linguistics.data import TreebankDocument

MIN_TYPES = 2


def learn_lemmas(documents: Sequence[TreebankDocument]) -> tuple[Words, Endings]:
    """Return the tables of words and of endings that give back the lemmas of `documents`.

    An ending needs two different words; words whose lemma their ending gives anyway are left out.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for document in documents:
        for sentence in document.sentences:
            for word in sentence.words:
                if "Typo=Yes" not in word.feats:
                    seen[word.form.replace("’", "'"), word.lemma, key_of(word.upos, word.feats)] += 1
    endings = _endings(seen)
    return _words(seen, Lemmas({}, endings)), endings


def _endings(seen: Counter[tuple[str, str, str]]) -> Endings:
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for form, lemma, key in seen:
        rule = rule_for(form, lemma)
        if rule.partition(":")[0][1:] == str(len(form)):
            continue  # nothing in common: "was", "be"
        for size in range(min(LONGEST_ENDING, len(form) - 1) + 1):
            counts[key, look(form) + form[len(form) - size :].lower()][rule] += 1
    endings: Endings = {}
    for (key, ending), rules in sorted(counts.items(), key=lambda item: len(item[0][1])):
        rule, _ = min(rules.items(), key=lambda item: (-item[1], item[0]))
        table = endings.setdefault(key, {})
        tails = (ending[0] + ending[cut:] for cut in range(2, len(ending) + 1))
        shorter = next((table[tail] for tail in tails if tail in table), "")
        if rules.total() >= MIN_TYPES and rule != shorter:
            table[ending] = rule
    return endings


def _words(seen: Counter[tuple[str, str, str]], rules: Lemmas) -> Words:
    lemmas: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (form, lemma, key), count in seen.items():
        lemmas[key, form][lemma] += count
    words: Words = {}
    for (key, form), counts in sorted(lemmas.items()):
        lemma, _ = min(counts.items(), key=lambda item: (-item[1], item[0]))
        upos, _, feats = key.partition("|")
        if rules.of(form, upos, feats) != lemma:
            words.setdefault(key, {})[form] = lemma
    return words

"""The tokenizer of the English pipeline: spaCy's English rules, changed to split words as EWT and GUM do.

The rules are regular expressions and a table of exceptions; nothing here runs when the shipped pipeline is used, which
carries its own copy of them.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CONCAT_QUOTES, LIST_ICONS
from spacy.lang.punctuation import TOKENIZER_PREFIXES, TOKENIZER_SUFFIXES
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

HYPHENS = "-\u2010\u2011"
DASHES = "\u2012\u2013\u2014\u2015"
# Prefixes that EWT and GUM leave joined to their word: "non-human", "co-founder", "mid-July".
BOUND_PREFIXES = (  # noqa: SIM905
    "anti co counter cross e ex inter intra mid mini multi neo non over para post pre pro pseudo psycho re semi "
    "socio sub super trans ultra un under"
).split()
# Abbreviations whose full stop belongs to them wherever they stand.
ABBREVIATIONS = (  # noqa: SIM905
    "Adm. Amb. Apr. Arrv. Ass't. Att. Attn. Attys. Aug. Ave. Bldg. Blvd. Brig. Bros. Capt. Cf. Cmdr. Co. Col. "
    "Comm. Conf. Corp. Cpl. Dec. Dept. Dist. Div. Dr. Drs. E.g. Ed. Eds. Esq. Est. Feb. Fig. Figs. Fr. Fri. Ft. "
    "Gen. Gov. Govs. Hon. Hwy. I.e. Inc. Int'l. Jan. Jr. Jul. Jun. Lt. Ltd. Maj. Mar. Messrs. Mlle. Mme. Mr. Mrs. "
    "Ms. Msgr. Mt. Mts. Nov. Oct. Op. Ph.D. Pres. Prof. Profs. Pvt. Rep. Reps. Rev. Sec. Sen. Sens. Sept. Sgt. "
    "Sr. St. Ste. Supt. Thur. Thurs. Tues. Univ. Vol. Vols. Wed. a.k.a. al. approx. arrv. c. ca. cf. ch. co. col. "
    "e.g. ed. eds. esp. est. et. etc. excl. ext. fig. figs. hrs. i.e. ibid. incl. inc. lb. lbs. mins. misc. n.b. "
    "n.d. op. oz. p. para. paras. pp. rec. resp. sec. secs. trans. v. viz. vol. vols. vs. yr. yrs."
).split()
# The joined form and where it is cut.
CONTRACTIONS = {
    "ain't": 2, "aint": 2, "arent": 3, "arnt": 2, "cannot": 3, "cant": 2, "couldnt": 5, "didnt": 3, "doesnt": 4,
    "dont": 2, "gimme": 3, "gonna": 3, "gotta": 3, "hadnt": 3, "hasnt": 3, "havent": 4, "im": 1, "isnt": 2,
    "ive": 1, "lemme": 3, "lotta": 3, "outta": 3, "shouldnt": 6, "theyre": 4, "theyve": 4, "thats": 4,
    "theres": 5, "wanna": 3, "wasnt": 3, "werent": 4, "weve": 2, "whats": 4, "wont": 2, "wouldnt": 5, "youre": 3,
    "youve": 3,
}  # fmt: skip
PHONE = re.compile(rf"\+?\d{{1,4}}([{HYPHENS}.]\d{{2,4}}){{1,3}}[{HYPHENS}.]\d{{4}}|\d{{3}}[{HYPHENS}]\d{{4}}")
NUMBER = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+[.:]\d+([.:/]\d+)*|\d\d+/\d+(/\d+)*|\d/\d\d+(/\d+)*|\d/\d(/\d+)+")
INITIALS = re.compile(rf"([{ALPHA}]\.)+[{ALPHA}]\.|[{ALPHA_UPPER}]\.")
URL = re.compile(
    r"(?i:(?:[a-z][a-z+.]{2,9}://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]}'’]"
    r"|[\w.+%-]+@[a-z\d-]+(?:\.[a-z\d-]+)+"
    r"|(?:[a-z\d-]+\.)+(?:com|org|net|gov|edu|mil|int|info|co\.uk|ac\.uk|gov\.uk|eu|uk|de|fr)(?:/[^\s<>\"“”]*[\w/])?)"
)


def adapt_tokenizer(nlp: Language) -> Language:
    """Change the rules of `nlp`'s tokenizer, which must be spaCy's for English, and return `nlp`."""
    prefixes = [*_RUNS, *TOKENIZER_PREFIXES]
    prefixes += [rf"[{HYPHENS}](?=[{ALPHA}\"“$£€])", "[~@/|]"]
    suffixes = [*_RUNS, *TOKENIZER_SUFFIXES]
    suffixes += [
        rf"(?:(?<=[{ALPHA}]{{3}})|(?<=\d))[{HYPHENS}]",
        r"(?<=\d)(?:[AaPp]\.?[Mm]\.?|/)",
        r"[~|/]",
        r"(?<=\d)[kK]",
        r"(?<=[A-Z])\+",
        rf"(?<=[{ALPHA_LOWER}]{{2}}[.,;:!?”’\"'])\d{{1,3}}",
        rf"(?<=[{ALPHA_LOWER}][.!?])[”’\"']",
        "(?<=[sS])['’]",
        "['’`](?:s|S|m|M|d|D|ll|LL|re|RE|ve|VE)",
        "(?<=.)[nN]['’`]?[tT](?<=n['’`]t|N['’`]T)",
    ]
    tokenizer: Any = nlp.tokenizer
    tokenizer.rules = _exceptions(nlp)
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.infix_finditer = compile_infix_regex([*LIST_ICONS, *_infixes()]).finditer
    tokenizer.token_match = re.compile(f"(?:{PHONE.pattern}|{NUMBER.pattern})$").match
    tokenizer.url_match = re.compile(f"(?:{URL.pattern})$").match
    return nlp


# Marks that stand as one token however many there are.
_RUNS = [
    r"(?<!\.)\.[!?]+",
    "[!?]+",
    r"[*=_#]{2,}",
    "<<+",
    ">>+",
    "''",
    "’’",
    "‘’",
    "‘‘",
    "``",
    r"-{2,}",
    r"\.{2,}",
    r"\+{2,}",
]


def _infixes() -> list[str]:
    bound = "".join(rf"(?<!\b{prefix})(?<!\b{prefix.title()})" for prefix in BOUND_PREFIXES)
    return [
        r"\.{2,}|…",
        r"[!?]+(?=[^!?.])",
        rf"{bound}(?<=[{ALPHA}\d)\].%'’])[{HYPHENS}](?=[{ALPHA}\"“(\[])",
        rf"(?<=[{ALPHA}])[{HYPHENS}](?=\d)",
        rf"(?<=\d)[{HYPHENS}](?=\d)",
        rf"(?<=[{ALPHA}\d])[{HYPHENS}](?=[$£€])",
        r"(?<=\d)/(?=\d)",
        rf"[{DASHES}~]|-{{2,}}",
        rf"(?<=[{ALPHA_LOWER}{CONCAT_QUOTES}])\.(?=[{ALPHA_UPPER}{CONCAT_QUOTES}])",
        rf"(?<=[{ALPHA}{CONCAT_QUOTES}])[,;](?=[{ALPHA}{CONCAT_QUOTES}])",
        rf"(?<=[{ALPHA}\d])[:<>=](?=[{ALPHA}])",
        rf"(?<=[{ALPHA}])/(?=[{ALPHA}])",
        rf"(?<=[{ALPHA_LOWER}\d)])[(\[](?=[{ALPHA}\d])",
        rf"(?<=[{ALPHA}])[)\]](?=[{ALPHA},.;:])",
        rf"(?<=[)\]])[,;:.](?=[{ALPHA}])",
        rf"(?<=[{ALPHA_LOWER}]{{3}})\.(?=\[)",
        rf"(?<=[{ALPHA_LOWER}]{{3}}):(?=\d)",
        '[“”"„«»‘]',
        r"[:,;.!?](?=[“”\"„«»‘])",
    ]


def _exceptions(nlp: Language) -> dict[str, list[dict[Any, str]]]:
    rules = {
        form: [dict(part) for part in parts]
        for form, parts in nlp.Defaults.tokenizer_exceptions.items()
        if form not in ("):", "and/or", "id", "Id", "am.", "pm.")
    }
    for form in ABBREVIATIONS:
        for variant in {form, form.upper() if len(form) > 3 else form, form[0].upper() + form[1:]}:
            rules[variant] = [{"ORTH": variant}]
    for form, cut in CONTRACTIONS.items():
        for variant in {form, form.title(), form.upper()}:
            rules[variant] = [{"ORTH": variant[:cut]}, {"ORTH": variant[cut:]}]
            curly = variant.replace("'", "’")
            rules[curly] = [{"ORTH": curly[:cut]}, {"ORTH": curly[cut:]}]
    return rules

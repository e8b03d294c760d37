"""The words that introduce what somebody says: verbs by frame, nouns, phrases; and the words that only name.

Forms are listed by conjugation, so that no lemmatizer is needed. It knows nothing of sentences.
"""

from __future__ import annotations

from typing import Literal

Frame = Literal["say", "weak", "manner", "direct", "accuse", "express", "call", "name", "noun", "phrase"]


def listed(words: str) -> frozenset[str]:
    """The words of a space-separated list."""
    return frozenset(words.split())


# say: an act of saying, with a that-clause or the words themselves. weak: often something else than saying.
# manner: only beside the words themselves. direct: asks somebody to act. accuse: says what somebody did wrong.
# express: voices a noun. call: says what something is. name: gives a name or title, and quotes nobody.
_VERBS: dict[Frame, str] = {
    "say": """say state add note tell announce declare claim warn emphasize emphasise stress underline underscore
        indicate mention tweet retweet write assert argue contend insist maintain remark comment observe explain
        point_out reiterate repeat reaffirm affirm confirm deny concede admit acknowledge allege proclaim pledge vow
        promise predict recall report respond reply answer counter quip joke testify recount disclose reveal inform
        remind caution highlight specify clarify conclude opine lament complain boast brag protest profess attest
        aver avow cite stipulate decree notify brief elaborate retort rebut swear posit propose
        recommend suggest threaten voice summarize summarise ask demand request urge question wonder hint assure
        let want post shout thunder cry whisper mutter growl cable telegraph wire submit inquire enquire rejoin
        undertake plead interject exclaim relate rule enlarge""",
    "weak": """agree provide show find hold estimate imply signal guarantee describe read charge advocate characterize
        characterise put quote""",
    "manner": """believe think feel consider see imagine expect continue begin hear learn understand know guess
        reckon judge decide discuss accept champion shout yell cry scream whisper mutter murmur exclaim interject
        laugh sigh snap bark chant sing sneer scoff blast tout praise hail applaud condemn denounce criticize
        criticise reject dismiss mock deride echo
        interrupt go thunder intone utter post type text email radio chime cheer gush rage fume slam rebuke blame
        label brand term recite pronounce""",
    "direct": """urge ask demand order request instruct implore beg exhort appeal beseech petition warn""",
    "accuse": """accuse blame fault chide chastise""",
    "express": """express voice reiterate reaffirm pledge convey""",
    "call": """call describe characterize characterise label brand denounce dismiss hail praise condemn portray
        depict deride term""",
    "name": """entitle title name nickname dub know baptize baptise christen rename headline subtitle style
        codename label""",
}
_IRREGULAR = {
    "say": "says said saying", "tell": "tells told telling", "write": "writes wrote written writing",
    "put": "puts put putting", "think": "thinks thought thinking", "feel": "feels felt feeling",
    "let": "lets letting", "submit": "submits submitted submitting",
    "see": "sees saw seen seeing", "show": "shows showed shown showing", "find": "finds found finding",
    "hold": "holds held holding", "read": "reads read reading", "begin": "begins began begun beginning",
    "hear": "hears heard hearing", "understand": "understands understood understanding",
    "know": "knows knew known knowing", "sing": "sings sang sung singing", "go": "goes went going",
    "swear": "swears swore sworn swearing", "beseech": "beseeches besought beseeching", "beg": "begs begged begging",
    "admit": "admits admitted admitting", "rebut": "rebuts rebutted rebutting", "dub": "dubs dubbed dubbing",
    "quip": "quips quipped quipping", "brag": "brags bragged bragging", "slam": "slams slammed slamming",
    "snap": "snaps snapped snapping", "aver": "avers averred averring", "learn": "learns learned learnt learning",
    "recommend": "recommends recommended recommending", "label": "labels labeled labelled labeling labelling",
    "signal": "signals signaled signalled signaling signalling", "hail": "hails hailed hailing", "chat": "",
    "panel": "", "repeat": "repeats repeated repeating", "read_out": "",
}  # fmt: skip


def _forms(lemma: str) -> list[str]:
    lemma = lemma.partition("_")[0]
    if lemma in _IRREGULAR:
        return [lemma, *_IRREGULAR[lemma].split()]
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    if lemma[-1] == "y" and lemma[-2] not in "aeiou":
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return [lemma, third, stem + "ed", stem + "ing"]


def _table() -> dict[str, frozenset[Frame]]:
    found: dict[str, set[Frame]] = {}
    for frame, words in _VERBS.items():
        for lemma in words.split():
            for form in _forms(lemma):
                found.setdefault(form, set()).add(frame)
    return {form: frozenset(frames) for form, frames in sorted(found.items())}


# lower-case form → what frames it can open
VERBS: dict[str, frozenset[Frame]] = _table()

# nouns whose "that …" clause, colon or marks hold what was said
NOUNS = listed(
    """statement statements claim claims argument announcement assertion assertions warning warnings promise pledge
    suggestion remark remarks comment comments declaration accusation accusations allegation allegations
    insistence demand conclusion admission report reply response answer message tweet complaint contention
    testimony verdict quote words question motto call calls charge confirmation denial reminder plea vow"""
)
# nouns for what is expressed: "expressed readiness to …", "voiced concern that …"
EXPRESSED = listed(
    """readiness willingness support concern concerns hope hopes confidence doubt doubts regret gratitude commitment
    opposition disappointment outrage satisfaction belief interest fear fears alarm condolences solidarity
    appreciation conviction frustration dismay surprise disagreement view views position desire intention
    determination reservations skepticism scepticism sympathy thanks indignation objection objections"""
)
# what is stressed or denied: "underlined the necessity of …"
STRESSED = listed("need necessity importance urgency significance fact danger dangers risk risks possibility")
# documents that speak; the label of the actor they become
DOCUMENTS: dict[str, Literal["LAW", "WORK_OF_ART"]] = {
    **dict.fromkeys(
        [
            "statement",
            "readout",
            "communique",
            "communiqué",
            "declaration",
            "agreement",
            "treaty",
            "resolution",
            "constitution",
            "law",
            "act",
            "bill",
            "charter",
            "decree",
            "accord",
            "convention",
            "protocol",
            "memorandum",
            "ruling",
            "verdict",
            "amendment",
            "proclamation",
            "pact",
            "clause",
            "article",
            "indictment",
            "order",
            "provision",
            "truce",
        ],
        "LAW",
    ),
    **dict.fromkeys(
        [
            "report",
            "release",
            "letter",
            "article",
            "editorial",
            "book",
            "essay",
            "study",
            "poll",
            "survey",
            "memo",
            "note",
            "post",
            "tweet",
            "headline",
            "newspaper",
            "document",
            "documents",
            "paper",
            "speech",
            "interview",
            "story",
            "email",
            "e-mail",
            "message",
            "dispatch",
            "cable",
            "transcript",
            "sign",
            "banner",
            "poster",
            "summary",
            "page",
            "website",
            "text",
            "review",
            "complaint",
            "lawsuit",
            "filing",
            "chronicle",
            "bulletin",
            "telegram",
            "column",
            "ad",
            "advertisement",
            "caption",
        ],
        "WORK_OF_ART",
    ),
}


def is_document(phrase: str) -> bool:
    """Whether a noun phrase names a document that can speak, by its last word."""
    head = phrase.rsplit(None, 1)[-1].casefold()
    return head in DOCUMENTS or head.removesuffix("s") in DOCUMENTS


PRONOUNS = listed("he she they it who that which this these those his her their")
# verbs that things can be the subject of without anybody speaking ("the crisis shows that …")
EVIDENTIAL = listed(
    """show shows showed shown showing underline underlines underlined underscore underscores underscored highlight
    highlights highlighted explain explains explained confirm confirms confirmed indicate indicates indicated
    suggest suggests suggested inform informs informed reveal reveals revealed imply implies implied signal
    signals promise promises promised threaten threatens threatened call calls called demand demands demanded
    emphasize emphasizes reaffirm reaffirms say says tell tells told mention mentions reflect reflects add adds
    added predict predicts"""
)
THINGS = listed(
    """need fact step steps point points event events war crisis evidence map week weeks day days month months year
    years situation experience history thing things way life world case cases story trend trends result results
    figure figures number numbers challenge challenges effort efforts progress success failure problem problems
    issue issues idea ideas value values example examples"""
)
# words of the author's own voice: no speaker that a quotation could have
AUTHOR = listed("i we you one me us myself ourselves y'all let")
HEDGES = listed("should could might may would must can ought if whether unless")
WORKS = listed(
    """film movie book novel album series show play poem magazine newspaper program programme article essay chapter song
    memoir ballad painting documentary"""
)
# what is in the head, or in the future, and not said by it alone
SILENT = listed(
    """hope hopes hoped hoping want wants wanted wanting wish wishes wished believe believes believed believing think
    thinks thought thinking know knows knew known fear fears feared fearing intend intends intended intending
    plan plans planned planning expect expects expected expecting feel feels felt doubt doubts doubted need
    needs needed dream dreamed dreamt consider considers considered decide decides decided discuss discusses
    discussed see sees saw learn learned learnt mention support supports supported oppose opposes opposed favor
    favors favour favours prefer prefers remember remembers remembered understand understands understood seek
    seeks sought try tries tried trying attempt attempts attempted refuse refuses refused reject rejects
    rejected like likes liked love hate interested willing aware convinced confident certain sure assume assumes
    assumed imagine imagines imagined obliged made read"""
)
# before marks: a name, not a quotation
NAMING_WORDS = listed(
    """so-called called titled entitled named nicknamed dubbed known termed word words term phrase expression concept
    notion slogan label nickname song film movie book novel album series show play poem magazine newspaper program
    programme article essay chapter operation codenamed aka alias title headlined meaning means meant"""
)

"""Sentences of our own with the stances that a reader finds in them, and the small world they speak of.

`{Oran: words}` is a quotation of Oran's. Expected: (holder, target, sign); a0 is the author.
"""

from __future__ import annotations

FAVOR, AGAINST = "favor", "against"
ACTORS = {
    "Ruria": "GPE", "Kessia": "GPE", "Aldmark": "GPE", "Venn": "GPE", "Oran": "PERSON", "Tessel": "PERSON",
    "Marek": "PERSON", "Dorsa": "PERSON", "Harbour League": "ORG",
}  # fmt: skip
DEMONYMS = {"Rurian": "Ruria", "Kessian": "Kessia"}
TOPICS = ("grain treaty", "border mission")

Expected = list[tuple[str, str, str]]
CASES: list[tuple[str, Expected]] = [
    # Directed acts.
    ("Oran has blamed Kessia for the delay.", [("Oran", "Kessia", AGAINST)]),
    ("Tessel praised Marek for his patience.", [("Tessel", "Marek", FAVOR)]),
    ("Ruria backs the Harbour League.", [("Ruria", "Harbour League", FAVOR)]),
    ("Ruria and Aldmark condemned Kessia.", [("Ruria", "Kessia", AGAINST), ("Aldmark", "Kessia", AGAINST)]),
    ("Oran thanked Tessel and Marek.", [("Oran", "Tessel", FAVOR), ("Oran", "Marek", FAVOR)]),
    ("Oran accused Kessia of breaking the truce.", [("Oran", "Kessia", AGAINST)]),
    ("Kessia was criticised by Tessel.", [("Tessel", "Kessia", AGAINST)]),
    ("The grain treaty was welcomed by Aldmark.", [("Aldmark", "grain treaty", FAVOR)]),
    ("Marek blamed the shortage on Kessia.", [("Marek", "Kessia", AGAINST)]),
    ("Dorsa voted against the grain treaty.", [("Dorsa", "grain treaty", AGAINST)]),
    ("Oran sided with Kessia.", [("Oran", "Kessia", FAVOR)]),
    ("Kessia imposed sanctions on Ruria.", [("Kessia", "Ruria", AGAINST)]),
    ("The parliament of Kessia adopted a resolution against Ruria.", [("Kessia", "Ruria", AGAINST)]),
    ("Oran expressed support for the border mission.", [("Oran", "border mission", FAVOR)]),
    ("Aldmark declared its solidarity with Ruria.", [("Aldmark", "Ruria", FAVOR)]),
    ("Marek spoke in favour of the grain treaty.", [("Marek", "grain treaty", FAVOR)]),
    ("Dorsa is opposed to the border mission.", [("Dorsa", "border mission", AGAINST)]),
    ("Tessel is a supporter of the border mission.", [("Tessel", "border mission", FAVOR)]),
    ("Dorsa, a critic of Marek, left the hall.", [("Dorsa", "Marek", AGAINST)]),
    ("Venn remains hostile to the Harbour League.", [("Venn", "Harbour League", AGAINST)]),
    ("The Rurian government condemned Kessia.", [("Ruria", "Kessia", AGAINST)]),
    ("Kessia supports the independence of Venn.", [("Kessia", "Venn", FAVOR)]),
    ("Oran rejected Kessia's proposal.", [("Oran", "Kessia", AGAINST)]),
    ("Oran, who had praised Tessel, returned to Ruria.", [("Oran", "Tessel", FAVOR)]),
    ("Tessel urged Aldmark to condemn Kessia.", [("Tessel", "Kessia", AGAINST)]),
    ("Venn continues to support the grain treaty.", [("Venn", "grain treaty", FAVOR)]),
    ("Ruria threatened Kessia with war.", [("Ruria", "Kessia", AGAINST)]),
    ("Ruria's support for Venn has grown.", [("Ruria", "Venn", FAVOR)]),
    ("The council passed an anti-Kessian law.", []),
    ("Aldmark adopted anti-Kessian resolutions.", [("Aldmark", "Kessia", AGAINST)]),
    ("Oran called Kessia an aggressor.", [("Oran", "Kessia", AGAINST)]),
    ("Dorsa described the border mission as illegal.", [("Dorsa", "border mission", AGAINST)]),
    ("Marek demanded that Aldmark recognise the actions of Kessia as aggression.", [("Marek", "Kessia", AGAINST)]),
    ("Oran wants the grain treaty.", [("Oran", "grain treaty", FAVOR)]),
    ("Oran wants Kessia to leave.", []),
    ("Marek accused Kessia of undermining the dialogue.", [("Marek", "Kessia", AGAINST)]),
    ("Dorsa was a courageous leader.", [("a0", "Dorsa", FAVOR)]),
    ("Venn is considered dangerous.", []),
    ("Kessia was responsible for the harbour.", []),
    ("We would like to thank Marek.", [("a0", "Marek", FAVOR)]),
    ("Dorsa not only supports Venn but pays for it.", [("Dorsa", "Venn", FAVOR)]),
    ("Aldmark announced that Ruria would not support Venn.", [("Ruria", "Venn", AGAINST)]),
    ("Aldmark backed down before Kessia.", []),
    ("Oran condemned the Kessian aggression.", [("Oran", "Kessia", AGAINST), ("a0", "Kessia", AGAINST)]),
    ("Aldmark adopted several harsh, anti\u2011Kessian resolutions.", [("Aldmark", "Kessia", AGAINST)]),
    ("Dorsa (an old hand) adopted new resolutions directed against the sovereignty of Venn.",
     [("Dorsa", "Venn", AGAINST)]),
    # No stance: a demand is about the proposition, a meeting is a meeting, an agent may be unnamed.
    ("Oran demanded that Kessia publish the maps.", []),
    ("Oran met Tessel in Aldmark on Monday.", []),
    ("Kessia was criticised for the delay.", []),
    ("The killing of Marek was condemned by Tessel.", []),
    ("Oran denied that Kessia had left.", []),
    # Negation.
    ("Ruria does not support the border mission.", [("Ruria", "border mission", AGAINST)]),
    ("Oran refused to support Kessia.", [("Oran", "Kessia", AGAINST)]),
    ("Oran never criticised Tessel.", []),
    ("Dorsa is not opposed to the grain treaty.", []),
    ("Venn offered no support for the grain treaty.", [("Venn", "grain treaty", AGAINST)]),
    ("Ruria signed the paper without condemning Kessia.", []),
    ("Aldmark no longer backs Dorsa.", [("Aldmark", "Dorsa", AGAINST)]),
    # Hypotheses and questions.
    ("If Ruria condemned Kessia, the talks would end.", []),
    ("Aldmark might support the grain treaty.", []),
    ("Does Aldmark support the grain treaty?", []),
    ("Oran would condemn Kessia.", []),
    # Appraisals by the author.
    ("Ruria's position is reasonable.", [("a0", "Ruria", FAVOR)]),
    ("The grain treaty is unacceptable.", [("a0", "grain treaty", AGAINST)]),
    ("The Kessian provocation surprised nobody.", [("a0", "Kessia", AGAINST)]),
    ("Kessia's hypocrisy is plain.", [("a0", "Kessia", AGAINST)]),
    ("Dorsa is a criminal.", [("a0", "Dorsa", AGAINST)]),
    ("Kessia violated the truce.", [("a0", "Kessia", AGAINST)]),
    ("Marek undermines the dialogue.", [("a0", "Marek", AGAINST)]),
    ("Aldmark is not a reliable partner.", [("a0", "Aldmark", AGAINST)]),
    ("It is shameful that Kessia closed the road.", [("a0", "Kessia", AGAINST)]),
    ("The illegal border mission ended in May.", [("a0", "border mission", AGAINST)]),
    ("We must support the border mission.", [("a0", "border mission", FAVOR)]),
    ("Aldmark should support the border mission.", [("a0", "border mission", FAVOR)]),
    ("The massacre of Kessia's farmers was long ago.", []),
    ("The steps of Venn could be dangerous.", []),
    # Quotations: what a speaker says is the speaker's, never the author's.
    ("Oran said that {Oran: Kessia is an aggressor}.", [("Oran", "Kessia", AGAINST)]),
    ('Tessel said: "{Tessel: We support the grain treaty}."', [("Tessel", "grain treaty", FAVOR)]),
    ('"{Dorsa: The border mission is illegal}," Dorsa said.', [("Dorsa", "border mission", AGAINST)]),
    ("Dorsa said that {Dorsa: Marek had betrayed Venn}, but Marek is honest.",
     [("Dorsa", "Marek", AGAINST), ("a0", "Marek", FAVOR)]),
    ("Oran said that {Oran: his rival Dorsa is courageous}.", [("Oran", "Dorsa", FAVOR)]),
    ('Oran called the words of Marek "{Oran: insulting, false and provocative}."', [("Oran", "Marek", AGAINST)]),
    ("Somebody said that {: Kessia is an aggressor}.", []),
]  # fmt: skip

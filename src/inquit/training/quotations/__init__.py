"""How quotations are learned: documents written for it, annotated in place (`documents/`), and what is fitted to them.

The encoder learns from them which words are said (`training/encoder`); here it is learned which of what is found is a
quotation, and who speaks.
"""

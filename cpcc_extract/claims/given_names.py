"""Names of persons in a list, in which a character may look like a verb."""

from cpcc_extract.claims.phrase import Tokens
from cpcc_extract.claims.token import Token
from cpcc_extract.lexicon.word_classes import PAUSE, PERSON, PREPOSITION, SUFFIX, VERB


def with_names(tokens: Tokens) -> Tokens:
    """授予车|建|新等20位企业家: a verb of one character inside the name of a person in a list is none."""
    words = list(tokens)
    for at in range(1, len(tokens) - 1):
        verb, family = tokens[at], tokens[at - 1]
        if verb.end - verb.start > 1 or not verb.is_a(VERB) or family.kind != "text":
            continue
        opened = at == 1 or tokens[at - 2].is_a(VERB | PREPOSITION | PAUSE | PERSON)
        given = tokens[at + 1 : at + 3]
        closed = given[0].is_a(PAUSE | SUFFIX) or (
            len(given) > 1 and given[0].end - given[0].start == 1 and given[1].is_a(PAUSE | SUFFIX)
        )
        if opened and closed:
            words[at] = Token(verb.start, verb.end, "text")
    return tuple(words)

"""The rules of time expressions: patterns over the letters of time_tokens.py."""

import re

QTY = r"(?:a?Fo?|[nd](?:-?[nd])*(?:&ah)?|ha|ah|h-|a)"


DAY = r"z?[dO]"


CLOCK = r"(?:(?:@K?|[dn]K)C?|[nY]C)"


MOD = r"(?P<mod>(?:z?x?bo|z?E-?|[ef](?=i?[TLXW])|(?<=i)b)(?=[zTLXYMmWHSDyqhAUCO]|$))?"


RULES: dict[str, str] = {
    "iso": r"I",
    "slash": r"/",
    "clock_day": rf"{CLOCK}(?:,?i?(?:W|A|TP))?|(?:W|A),?i?{CLOCK}",
    "from_to_day": rf"(?:W,?)?[Mm]{DAY}(?:,?Y)?[-k][Mm]{DAY}(?:,?Y)?",
    "month_day": (
        rf"(?:[Ww]\.?,?)?[Mm]{DAY}(?:[-k]{DAY}(?![-UV%MmnK]))?(?![@K%])(?:,?Y)?P?"
    ),
    "day_month": rf"(?:[Ww],?)?{DAY}(?:[-k&]{DAY})?o?[Mm](?:,?Y)?",
    "day_of_month": r"(?:[Ww],?)?zqo[Mm](?:,?Y)?",
    "week_of_month": r"z?[qL]Uo[Mm](?:,?Y)?",
    "months": r"[Mm][-k][Mm](?:,?Y)?",
    "month_year": r"[Mm](?:o|,)?Y",
    "month_of_unit": r"[Mm](?:o|,)?z?[LTX]U",
    "unit_month": rf"T?[LTX][Mm](?:{DAY})?",
    "weekday_of_unit": r"Wo?[LTX]U",
    "weekday_told": r"zL(?=W)WP?",
    "weekday": r"(?:T?[LTX])?WP?",
    "weekdays": r"v?J",
    "day_beside": r"zU[ef]A",
    "day_told": r"z[UP][ef](?=[.,|_]|$)",
    "part_told": r"z[LX]P",
    "today": r"AP?|[TL]P",
    "same": r"z?t[UP]",
    "fiscal": r"z?[LTX]?yUY?|z?[LTX]?yY|ZY?",
    "season": r"z?(?:[LTX]So?Y?|So?Y|So?z?[LTX]U|[LTX]S)",
    "quarter": r"z?[qOL]U(?:o?(?:Y|z?[LTX]?U))?|QY?",
    "half": r"z?[qOL]ho(?:Y|z?[LTX]?U)",
    "window": rf"z?[LX]{QTY}[UV]",
    "recent": r"z?F?rV",
    "unit": r"z?[LTX]U",
    "vague_units": r"z?[LXT]V",
    "half_more": r"(?:a|[nd])[UV]&ah(?=G)",
    "shift_ago": rf"(?:{QTY}[UV]|V)G",
    "shift_on": rf"{QTY}[UV](?=iR)",
    "shift": rf"{QTY}[UV](?=[ef])|V(?=[ef])",
    "set": r"v(?:q|[nd])?[UVWPMmS]|(?:c|[nd]c|F?c)aU|j",
    "long": rf"(?:{QTY}-?U|V|U)-?l",
    "compound": rf"(?:{QTY})-U",
    "century": r"z?[qO]-?U",
    "duration": rf"{QTY}[UV]",
    "plain_units": r"(?<=[iF])V|V(?=o)",
    "decade": r"z?D",
    "weekend": r"z?U",
    "of_unit": r"zU",
    "year": r"Y(?:[-k/][Yd])?",
    "month": r"M|(?<=[iko&-])m|(?<=b)m",
    "holiday": r"[LTX]?H(?:,?Y)?",
    "bare_season": r"(?<=[ibE-])z?S",
    "one_word": r"B",
    "ref": r"R",
    "past": r"(?<=i)zL(?=[.,|_]|$)|(?<=i)z?x?u(?=[.,|_&ix]|$)",
    "part": r"(?<=i)zP|(?<=i)P",
}


FIRST = "(?=[^x.,|$_'%-])"


PATTERN = re.compile(
    FIRST + MOD + "(?:" + "|".join(f"(?P<{k}>{v})" for k, v in RULES.items()) + ")"
)


NAMES = tuple(RULES)


ALONE = {name: re.compile(f"{MOD}(?:{rule})") for name, rule in RULES.items()}

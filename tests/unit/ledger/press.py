"""A small invented press: three outlets, an agency copy, a dispute and a denial."""

from datetime import date

from made import (
    BERG,
    CHILE,
    NORWAY,
    PERU,
    SOTO,
    article,
    coded,
    on,
    place,
    report,
    said_by,
    same,
    within,
)

from detente.ledger.store import Ledger
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.time import DateBasis, Dating, TimeInterval

SANTIAGO = place("Santiago", "CHL", -33.45, -70.66)
FILED = (
    coded(
        article("a1", outlet="Andes Herald", published="2021-03-08", title="Berg due"),
        report(
            "rep_plan",
            "a1",
            status=Status.PLANNED,
            dating=on("2021-03-10"),
            quote="Norway's top diplomat is due in Santiago on Wednesday for two days",
        ),
    ),
    coded(
        article("a2", outlet="Fjord Post", published="2021-03-11"),
        report("rep_came", "a2", dating=on("2021-03-10"), location=SANTIAGO),
        report(
            "rep_talks",
            "a2",
            row="meet/spend",
            modes=(),
            actors=(BERG, SOTO),
            recipients=(),
            dating=within("2021-03-10", "2021-03-12"),
            quote="Berg and her counterpart Luis Soto spent an hour on fishing quotas",
        ),
        report(
            "rep_old",
            "a2",
            type=EventType.SANCTION,
            modes=("withdraw",),
            row="recall-ambassador/call home",
            actors=(NORWAY,),
            recipients=(CHILE,),
            dating=within("2018-01-01", "2018-12-31"),
            quote="relations had been cool since Oslo called its ambassador home in 2018",
        ),
    ),
    coded(
        article(
            "a3",
            outlet="Pampas Wire",
            published="2021-03-12",
            syndicated_from="Fjord Post",
            text="Berg came to Chile. Copy.",
        ),
        report("rep_wire", "a3", dating=on("2021-03-10")),
    ),
    coded(
        article("a4", outlet="Lima Daily", published="2021-03-13", text="Thursday."),
        report(
            "rep_late",
            "a4",
            dating=on("2021-03-11"),
            quote="The Norwegian minister arrived in the Chilean capital on Thursday",
        ),
        report(
            "rep_deal",
            "a4",
            type=EventType.AGREE,
            row="agree/accord",
            modes=(),
            actors=(NORWAY, CHILE),
            recipients=(),
            status=Status.DENIED,
            says=(said_by("a senior Chilean official", anonymous=True),),
            quote="no fishing accord was on the table, a senior Chilean official said",
        ),
        report(
            "rep_may",
            "a4",
            type=EventType.SANCTION,
            modes=(),
            row="impose-sanctions/impose",
            actors=(CHILE,),
            recipients=(NORWAY,),
            status=Status.HYPOTHETICAL,
            dating=Dating(
                interval=TimeInterval(date(2021, 8, 1), date(2021, 9, 1)),
                basis=DateBasis.INFERRED,
                approximate=True,
            ),
            says=(said_by("Luis Soto"),),
            quote="Soto warned that import duties on salmon might follow before autumn",
        ),
        report(
            "rep_peru",
            "a4",
            type=EventType.ACCUSE,
            row="condemn/fault",
            modes=("disapprove",),
            actors=(PERU,),
            recipients=(CHILE,),
            dating=on("2021-03-12"),
            quote="Lima found fault with its neighbour over the same waters",
        ),
        report(
            "rep_clash",
            "a4",
            type=EventType.ASSAULT,
            row="kill/shoot dead",
            modes=("firearms",),
            actors=(CHILE,),
            recipients=(NORWAY,),
            dating=Dating(
                interval=TimeInterval(date.min, date(2021, 3, 13)),
                basis=DateBasis.PUBLICATION,
            ),
            dead=2,
            quote="two sailors of a Norwegian trawler were shot dead by a patrol boat",
        ),
    ),
)
SAME = (
    same("rep_plan", "rep_came"),
    same("rep_came", "rep_wire"),
    same("rep_wire", "rep_late"),
)
STORIES = {"a1": "sto_visit", "a2": "sto_visit", "a3": "sto_visit", "a4": "sto_visit"}


def fill(ledger: Ledger) -> None:
    for one in FILED:
        ledger.append(one)
    ledger.judge(SAME, stories=STORIES, copies={"a2": "a2", "a3": "a2"})

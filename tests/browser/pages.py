"""Each page's address and the number of charts that it draws."""

PAGES = {
    "overview": ("/", 4),
    "country": ("/country?area=KHM", 5),
    "trends": ("/trends?measure=prosecutions&area=KHM,THA", 1),
    "compare": ("/compare?year=2014&view=map", 1),
    "compare-table": ("/compare?year=2014&view=table", 0),
    "compare-tiers": ("/compare?view=tiers", 2),
    "cases": ("/cases", 0),
    "cases-map": ("/cases?view=map", 1),
    "cases-years": ("/cases?view=years", 1),
    "cases-stages": ("/cases?view=stages", 2),
    "case": ("/cases?case=KHM-2011-anti-trafficking-chief", 1),
    "victims": ("/victims?area=THA", 1),
    "briefing": ("/briefing?area=KHM", 0),
    "claims": ("/claims", 0),
    "sources": ("/sources", 0),
    "glossary": ("/glossary", 0),
    "sql": ("/sql", 0),
}

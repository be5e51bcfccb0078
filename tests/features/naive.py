"""The catalogue read a second time, in plain Python: lists, loops and dates, and nothing of the package but its data.

Slow, and written from the rules alone (docs/adr/0011, 0012 and the design), so that the two readings can be compared.
"""

from calendar import monthrange
from datetime import date, timedelta

STATE_OUTCOMES = ("upheld", "rejected")


def back(day, months):
    """The day so many months earlier, or the last of that month."""
    year, month = day.year, day.month
    for _ in range(months):
        month -= 1
        if month == 0:
            year, month = year - 1, 12
    length = monthrange(year, month)[1]
    return date(year, month, min(day.day, length))


def interpret(catalogue, history, pairs):
    """Return (token, as_of) → code → feature, and how many pairs are unknown and how many without consent."""
    found, unknown, silent = {}, 0, 0
    for token, as_of in sorted(set(pairs)):
        if not any(one["token"] == token and one["known_on"] < as_of for one in history.persons):
            unknown += 1
            continue
        since = None
        if catalogue.consent == "required":
            since = consent_start(history, token, "general", as_of)
            if since is None:
                silent += 1
                continue
        found[token, as_of] = person(catalogue.at(as_of), history, token, as_of, since)
    return found, unknown, silent


def consent_start(history, token, scope, as_of):
    """The day since which a consent has lasted; None if it does not."""
    seen = [one for one in history.consents if one["token"] == token and one["scope"] in {scope, "general"}]
    seen = [one for one in seen if one["happened_on"] < as_of and one["known_on"] < as_of]
    # on one day a withdrawal is the last word
    seen.sort(key=lambda one: (one["happened_on"], 1 if one["action"] == "withdraw" else 0, one["seq"]))
    start = None
    for one in seen:
        if one["action"] == "withdraw":
            start = None  # of the general consent: of all
        elif one["scope"] == scope and start is None:
            start = one["happened_on"]
    return start


def person(catalogue, history, token, as_of, since):
    """Every feature of one person on one day."""
    tables = {
        name: [
            {**row, "states": states(history, name, row["record"], as_of)}
            for row in versions(rows, as_of)
            if row["token"] == token
        ]
        for name, rows in history.records.items()
    }
    on = [one for one in catalogue.indicators if one.on]
    keepers = fact_keepers(catalogue, on, tables)
    counting = {
        one.code: [
            row
            for row in tables.get(one.records, [])
            if row_counts(catalogue, one, row, as_of, keepers) and agrees(catalogue, history, token, one, as_of)
        ]
        for one in on
        if one.records
    }
    features = {}
    for one in on:
        if one.records and not agrees(catalogue, history, token, one, as_of):
            features[one.code] = None
        else:
            rows = tables.get(one.records, [])
            features[one.code] = feature(on, one, rows, counting, as_of, since)
    return features


def agrees(catalogue, history, token, indicator, as_of):
    """Whether the person agreed to the table of an indicator."""
    table = catalogue.tables[indicator.records]
    if table.consent == "O" or catalogue.consent == "assumed":
        return True
    return consent_start(history, token, table.name, as_of) is not None


def versions(rows, as_of):
    """The newest known version of each record."""
    newest = {}
    for row in rows:
        if row["known_on"] < as_of:
            held = newest.get(row["record"])
            if held is None or (row["known_on"], row["seq"]) > (held["known_on"], held["seq"]):
                newest[row["record"]] = row
    return list(newest.values())


def states(history, table, record, as_of):
    """The states of a record: a set of words."""
    events = [one for one in history.events if one["record"] == record and one["table"] == table]
    events = [one for one in events if one["happened_on"] < as_of and one["known_on"] < as_of]
    found = {one["event"] for one in events if one["event"] in {"repaired", "revoked", "upheld"}}
    for objection in {one["objection"] for one in events}:
        filed = [one["happened_on"] for one in events if one["objection"] == objection and one["event"] == "objected"]
        decided = [
            one["happened_on"] for one in events if one["objection"] == objection and one["event"] in STATE_OUTCOMES
        ]
        if filed and not (decided and max(decided) >= max(filed)):
            found.add("disputed")
    return found


def of_kind(catalogue, indicator, row):
    """Whether a record is what an indicator is about."""
    for column, values in indicator.where.items():
        if row.get(column) not in values:
            return False
    if indicator.polarity == "pos":
        return True
    if catalogue.tables[indicator.records].column("severity") is None:
        return True
    if row.get("severity") in {None, "minor"}:
        return False
    return indicator.severity is None or row["severity"] == indicator.severity


def fact_keepers(catalogue, indicators, tables):
    """Fact → the one record that keeps it."""
    claims = {}
    for one in indicators:
        if one.polarity != "neg" or one.rank is None or not catalogue.tables[one.records].fact:
            continue
        for row in tables.get(one.records, []):
            if row.get("fact") is not None and of_kind(catalogue, one, row):
                claims.setdefault(row["fact"], []).append((one.rank, row["record"]))
    return {fact: min(those)[1] for fact, those in claims.items()}


def in_window(indicator, row, as_of):
    """Whether a record occurred before the day and lately enough."""
    occurred, window = row.get(indicator.event_date), indicator.window
    if occurred is None or not occurred < as_of:
        return False
    if window.months is not None and occurred < back(as_of, window.months):
        return False
    ended = row.get("ended_on")
    return window.after_end is None or ended is None or ended >= back(as_of, window.after_end)


def row_counts(catalogue, indicator, row, as_of, keepers):  # noqa: PLR0911 - a rule each
    """Whether a record counts for an indicator that is no ratio."""
    if not of_kind(catalogue, indicator, row) or not in_window(indicator, row, as_of):
        return False
    if row.get("publish_to") is not None and row["publish_to"] < as_of:
        return False
    if indicator.window.current and row.get("ended_on") is not None and row["ended_on"] < as_of:
        return False
    if "revoked" in row["states"]:
        return False
    if indicator.polarity == "pos":
        return True
    if row.get("notified_on") is None or row["notified_on"] >= as_of:
        return False
    if row["states"]:
        return False
    return (
        row.get("fact") is None
        or keepers.get(row["fact"]) == row["record"]
        or not catalogue.tables[indicator.records].fact
    )


def feature(indicators, one, rows, counting, as_of, since):  # noqa: PLR0911 - a kind each
    """The integer of one indicator."""
    kind, how = one.aggregation.kind, one.aggregation
    those = counting.get(one.code, [])
    if kind == "any":
        return 1 if those else 0
    if kind == "count":
        return len(those)
    if kind == "half_units":
        return sum(2 if row[one.event_date] >= back(as_of, how.full_months) else 1 for row in those)
    if kind == "highest":
        return max([how.levels.get(row.get(how.column), 0) for row in those], default=0)
    if kind == "total":
        return sum(row[how.column] for row in those if row.get(how.column) is not None)
    if kind == "years":
        return years_with(those, one, as_of)
    if kind == "ratio":
        return ratio([row for row in rows if in_window(one, row, as_of)], one)
    if kind == "clean_years":
        return clean_years(indicators, one, counting, as_of, since)
    if kind == "quarters_since_consent":
        return None if since is None else sum(since <= back(as_of, 3 * n) for n in range(1, how.most + 1))
    raise AssertionError(kind)


def years_with(rows, one, as_of):
    """In how many of the years before the day a record occurred."""
    total = 0
    for year in range(one.aggregation.most):
        first = back(as_of, 12 * (year + 1))
        last = back(as_of, 12 * year) - timedelta(days=1)
        total += any(first <= row[one.event_date] <= last for row in rows)
    return total


def ratio(rows, one):
    """Percent met, rounded up."""
    rows = [row for row in rows if all(row.get(name) in values for name, values in one.where.items())]
    if len(rows) < one.aggregation.least:
        return None
    good = bad = 0
    for row in rows:
        if all(row.get(name) in values for name, values in one.aggregation.good.items()):
            good += 1
        elif not row["states"]:
            bad += 1
    if good + bad == 0:
        return None
    whole, rest = divmod(100 * good, good + bad)
    return whole + (1 if rest else 0)


def clean_years(indicators, one, counting, as_of, since):
    """Full years since the consent or the last negative that counts, whichever is later."""
    ends = [] if since is None else [since]
    for other in indicators:
        if other.polarity == "neg" and other.family in one.aggregation.families:
            if other.window.current and counting[other.code]:
                return 0
            ends += [row[other.event_date] for row in counting[other.code]]
    years = 0
    while years < one.aggregation.most and all(end <= back(as_of, 12 * (years + 1)) for end in ends):
        years += 1
    return years

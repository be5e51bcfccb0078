"""Ten made-up cities: the proxy planted in each is named first, and without it nobody is accused of anything."""

import pytest

from moyang_score.fairness import GroupReport, fairness_report
from moyang_score.synthetic import social
from tests.fairness.cities import audited

PERSONS, CITIES = 20_000, range(1, 11)
# Age is not among them: whoever is young has had fewer clean years, so that cards truly score the young lower.
BY_CHANCE = ("sex", "hukou", "residence")


def watch(folder, seed) -> dict[str, GroupReport]:
    found = audited(folder, PERSONS, seed)
    report = fairness_report(found.card, found.frame, BY_CHANCE, target="bad")
    return {one.column: one.compared[0] for one in report.groupings}


@pytest.mark.slow
def test_the_planted_proxy_comes_first_among_proxies_and_in_the_gap(tmp_path_factory):
    first = []
    for seed in CITIES:
        group = watch(tmp_path_factory.mktemp("city"), seed)[social.PROXY["group"]]
        assert group.group == social.PROXY["low"]
        first.append((group.proxies[0].key, group.gap.ranked[0].key, group.proxies[0].is_proxy))
    assert first.count((social.PROXY["indicator"], social.PROXY["indicator"], True)) >= 9, first


@pytest.mark.slow
def test_a_fair_city_gives_no_act(tmp_path_factory, monkeypatch):
    monkeypatch.setattr(social, "PROXY_EFFECT", 0.0)
    found = [watch(tmp_path_factory.mktemp("city"), seed) for seed in CITIES]
    assert sum(any(one.verdict == "act" for one in city.values()) for city in found) <= 1
    # Few reach AA, so that most cities are too few to say; at A, which most reach, they must be seen to be fair.
    at_a = [{rung.verdict for one in city.values() for rung in one.ladder if rung.grade == "A"} for city in found]
    assert sum(one == {"no concern"} for one in at_a) >= 9, at_a
    proxies = [[one.key for group in city.values() for one in group.proxies if one.is_proxy] for city in found]
    assert sum(social.PROXY["indicator"] in one for one in proxies) == 0, proxies

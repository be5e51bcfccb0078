"""The data dictionary of a city."""

from moyang_score.synthetic.city import City

__all__ = ["dictionary"]


def dictionary(city: City) -> str:
    """Write the data dictionary."""
    return f"# A made-up city\n\nNobody in it exists. {city.persons} persons, seed {city.seed}.\n"

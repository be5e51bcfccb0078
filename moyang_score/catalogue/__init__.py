"""The catalogue: what may be scored, for how many points, and by which law, as data that goes through a gate.

A catalogue is a folder of YAML files. Its readers get it from `load_catalogue`, which returns none with findings;
`Catalogue.at` gives it with the numbers in force on a day.
"""

from moyang_score.catalogue.finding import Finding
from moyang_score.catalogue.indicators import Aggregation, Indicator, Legal, PointsRow, Window
from moyang_score.catalogue.loading import catalogue_folder, check_catalogue, load_catalogue
from moyang_score.catalogue.model import Catalogue, Expert, Family, GradeLine, Weights
from moyang_score.catalogue.months import months_before
from moyang_score.catalogue.rejected import Rejected, rejected_classes, scan_name, scan_values
from moyang_score.catalogue.rules import DatedValue, Edition, Rule
from moyang_score.catalogue.tables import Column, SourceTable, Unit

__all__ = [
    "Aggregation",
    "Catalogue",
    "Column",
    "DatedValue",
    "Edition",
    "Expert",
    "Family",
    "Finding",
    "GradeLine",
    "Indicator",
    "Legal",
    "PointsRow",
    "Rejected",
    "Rule",
    "SourceTable",
    "Unit",
    "Weights",
    "Window",
    "catalogue_folder",
    "check_catalogue",
    "load_catalogue",
    "months_before",
    "rejected_classes",
    "scan_name",
    "scan_values",
]

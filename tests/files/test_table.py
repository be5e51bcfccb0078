"""The table: its columns, and what it says about those it does not have."""

import pytest

from moyang_score.errors import ColumnError
from moyang_score.files import Table


def missing(columns, name, encoding="utf-8"):
    with pytest.raises(ColumnError) as caught:
        Table("p.csv", columns, encoding)[name]
    return str(caught.value)


def test_a_table_knows_its_names_rows_and_columns():
    table = Table("p.csv", {"x": ["1", "2"], "y": ["3", "4"]})
    assert (table.names, table.n_rows, len(table), list(table)) == (("x", "y"), 2, 2, ["x", "y"])
    assert "x" in table
    assert "z" not in table
    assert table["y"] == ["3", "4"]


def test_columns_of_unequal_length_are_refused():
    with pytest.raises(ColumnError) as caught:
        Table("p.csv", {"x": ["1"], "y": ["3", "4"]})
    assert str(caught.value) == (
        "p.csv: column 'y' has 2 rows where the first column has 1. Give every column the same number of rows."
    )


def test_a_table_is_not_changed_by_the_mapping_it_came_from():
    columns = {"x": ["1"]}
    table = Table("p.csv", columns)
    columns["y"] = ["2"]
    assert table.names == ("x",)


def test_the_data_stay_out_of_the_representation():
    assert repr(Table("p.csv", {"x": ["secret"]})) == "Table(source='p.csv', encoding=None)"


def test_a_missing_column_is_answered_with_near_names():
    columns = {"default.payment.next.month": [], "PAY_0": [], "PAY_2": []}
    assert missing(columns, "Default.payment.next_month") == (
        "p.csv: there is no column 'Default.payment.next_month'. The nearest name is 'default.payment.next.month'."
    )
    assert missing(columns, "PAY_1") == "p.csv: there is no column 'PAY_1'. The nearest names are 'PAY_2', 'PAY_0'."


def test_blanks_around_a_name_do_not_hide_it():
    assert missing({" Age ": [], "home": []}, "age").endswith("The nearest name is ' Age '.")


def test_without_a_near_name_the_columns_are_listed():
    assert missing({"x": [], "y": []}, "target") == ("p.csv: there is no column 'target'. The columns are 'x', 'y'.")
    many = {f"V{number:02}": [] for number in range(20)}
    assert missing(many, "target").endswith("The columns are 'V00', 'V01', 'V02', 'V03', 'V04' and 15 more.")


def test_one_column_of_text_raises_the_question_of_the_delimiter():
    assert missing({"id^age^bad": ["1^41^0"]}, "bad") == (
        "p.csv: there is no column 'bad'. The only column found is 'id^age^bad': cells must be separated by one of "
        ", ; tab | so check what separates them in this file."
    )


def test_one_column_of_another_kind_of_file_does_not():
    assert missing({"x": [1]}, "bad", None) == "p.csv: there is no column 'bad'. The column is 'x'."


def test_long_names_are_cut_in_messages():
    assert len(missing({"x" * 500: [], "y" * 500: []}, "z" * 500)) < 400

"""Every public name of every room is there, in order, and explained, with an example that runs."""

import ast
import doctest
import inspect
import pkgutil
import re
import textwrap
from importlib import import_module
from types import ModuleType

import pytest

import moyang_score

ROOMS = [
    import_module(f"moyang_score.{found.name}") for found in pkgutil.iter_modules(moyang_score.__path__) if found.ispkg
]
NAMES = [(room, name) for room in ROOMS for name in room.__all__]
EXPLAINED = [
    (room, name)
    for room, name in NAMES
    if inspect.isfunction(getattr(room, name)) or inspect.isclass(getattr(room, name))
]
CONSTANTS = [(room, name) for room, name in NAMES if (room, name) not in EXPLAINED]


def label(value):
    return value.__name__.rpartition(".")[2] if isinstance(value, ModuleType) else str(value)


def order(name):
    """Sort names as the linter does: constants, classes, functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def sections(name, thing):
    text = inspect.getdoc(thing)
    assert text, f"{name} has no docstring"
    return set(re.findall(r"^([A-Z][A-Za-z ]+)\n-{3,}$", text, re.MULTILINE))


def parameters(thing):
    """Return the parameters somebody has to know to call it; an exception takes those of its base."""
    if inspect.isclass(thing) and issubclass(thing, Exception):
        return []
    try:
        return [name for name in inspect.signature(thing).parameters if name not in {"self", "cls"}]
    except ValueError:
        return []


def raises(thing):
    """Tell whether the body itself raises; a class raises where it is made."""
    body = thing
    if inspect.isclass(thing):
        body = vars(thing).get("__post_init__") or vars(thing).get("__init__")
    if not inspect.isfunction(body) or body.__code__.co_filename == "<string>":  # what dataclasses write
        return False
    tree = ast.parse(textwrap.dedent(inspect.getsource(body)))
    return any(isinstance(node, ast.Raise) and node.exc is not None for node in ast.walk(tree))


def returns(thing):
    return inspect.isfunction(thing) and inspect.signature(thing).return_annotation not in {
        None,
        "None",
        inspect.Signature.empty,
    }


def examples(thing):
    return doctest.DocTestParser().get_examples(inspect.getdoc(thing) or "")


@pytest.mark.parametrize("room", ROOMS, ids=label)
def test_the_public_names_of_a_room_are_sorted_and_there(room):
    assert list(room.__all__) == sorted(set(room.__all__), key=order)
    assert [name for name in room.__all__ if not hasattr(room, name)] == []


@pytest.mark.parametrize("room", ROOMS, ids=label)
def test_a_room_says_what_it_is_for(room):
    assert (room.__doc__ or "").strip(), f"{room.__name__} has no docstring"


@pytest.mark.parametrize("room", ROOMS, ids=label)
def test_every_module_of_a_room_says_what_it_is_for(room):
    for found in pkgutil.iter_modules(room.__path__):
        module = import_module(f"{room.__name__}.{found.name}")
        assert (module.__doc__ or "").strip(), f"{module.__name__} has no docstring"
        names = list(getattr(module, "__all__", ()))
        assert names == sorted(set(names), key=order), module.__name__
        assert [name for name in names if not hasattr(module, name)] == [], module.__name__


@pytest.mark.parametrize(("room", "name"), EXPLAINED, ids=label)
def test_a_public_name_explains_what_it_takes_gives_and_raises(room, name):
    thing = getattr(room, name)
    needed = {"Parameters"} if parameters(thing) else set()
    needed |= {"Returns"} if returns(thing) else set()
    needed |= {"Raises"} if raises(thing) else set()
    found = sections(name, thing)
    if "Yields" in found:
        needed.discard("Returns")
    assert needed <= found, f"{name} lacks {sorted(needed - found)}"


@pytest.mark.parametrize(("room", "name"), EXPLAINED, ids=label)
def test_a_public_name_names_each_of_its_parameters(room, name):
    lines = [line for line in (inspect.getdoc(getattr(room, name)) or "").splitlines() if line[:1].strip()]
    named = set(re.findall(r"\w+", " ".join(lines)))
    assert [one for one in parameters(getattr(room, name)) if one not in named] == [], f"{name} does not explain these"


@pytest.mark.parametrize(("room", "name"), EXPLAINED, ids=label)
def test_a_public_name_shows_an_example(room, name):
    assert examples(getattr(room, name)), f"{name} has no doctest"


@pytest.mark.parametrize(("room", "name"), CONSTANTS, ids=label)
def test_a_public_constant_is_explained_by_its_room(room, name):
    assert f"``{name}``" in (room.__doc__ or ""), f"the docstring of {room.__name__} does not explain {name}"


@pytest.mark.parametrize(
    ("room", "name"), [(room, name) for room, name in EXPLAINED if inspect.isclass(getattr(room, name))], ids=label
)
def test_every_public_method_is_explained(room, name):
    thing = getattr(room, name)
    members = {key: value for key, value in vars(thing).items() if not key.startswith("_")}
    functions = {
        key: getattr(value, "fget", None) or getattr(value, "func", None) or getattr(value, "__func__", value)
        for key, value in members.items()
    }
    assert [key for key, value in functions.items() if inspect.isfunction(value) and not inspect.getdoc(value)] == []


def test_the_facade_names_no_room():
    assert moyang_score.__all__ == sorted(moyang_score.__all__)
    assert set(moyang_score.__all__).isdisjoint(room.__name__.rpartition(".")[2] for room in ROOMS)
    assert [name for name in moyang_score.__all__ if not getattr(moyang_score, name)] == []


def test_every_error_belongs_to_one_tree():
    from moyang_score import errors

    assert errors.__all__ == sorted(errors.__all__)
    found = {name for name, thing in vars(errors).items() if inspect.isclass(thing) and issubclass(thing, Exception)}
    assert found == set(errors.__all__)
    for name in errors.__all__:
        assert issubclass(getattr(errors, name), errors.MoyangError)
        assert name in (errors.__doc__ or ""), name

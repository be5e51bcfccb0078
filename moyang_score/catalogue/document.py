"""YAML of a catalogue: texts, whole numbers, true and false; a key that stands twice is a finding."""

import re
from pathlib import Path
from typing import Any

import yaml

from moyang_score.catalogue.finding import Finding
from moyang_score.errors import CatalogueError

__all__ = ["read_document"]

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BASE):  # type: ignore[misc]
    """Read ``on``, ``no`` and days as the texts that they look like; note keys that stand twice."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, Any]]] = {}  # noqa: RUF012 - the form that the library reads

    def __init__(self, stream: bytes) -> None:
        super().__init__(stream)
        self.twice: list[tuple[str, int]] = []


def _mapping(loader: Any, node: Any) -> dict[Any, Any]:
    result: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if isinstance(key, (list, dict)):
            raise yaml.constructor.ConstructorError(None, None, "a key is a list", key_node.start_mark)
        if key in result:
            loader.twice.append((str(key), key_node.start_mark.line + 1))
            continue
        result[key] = loader.construct_object(value_node, deep=True)
    return result


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^(?:0|-?[1-9][0-9]{0,14})$"), list("-0123456789"))


def read_document(folder: Path, name: str) -> tuple[dict[str, Any], list[Finding]]:
    """Read one file of a catalogue.

    Parameters
    ----------
    folder : Path
        The catalogue.
    name : str
        The file inside it, with ``/`` between folders.

    Returns
    -------
    dict and list of Finding
        The content, and the keys that stand twice: of such, the first is kept.

    Raises
    ------
    CatalogueError
        If the file is absent, is not UTF-8, or is not a YAML mapping.
    """
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise CatalogueError(reason, where=f"{folder}, {name}", fix="a catalogue needs this file") from error
    loader = None
    try:
        data.decode("utf-8")
        loader = _Loader(data)
        content = loader.get_single_data()
    except UnicodeDecodeError as error:
        raise CatalogueError("not UTF-8", where=f"{folder}, {name}", fix="save the file as UTF-8") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise CatalogueError(f"not YAML ({_reason(error)})", where=f"{folder}, {name}", fix="mend the file") from error
    finally:
        if loader is not None:
            loader.dispose()
    if not isinstance(content, dict):
        raise CatalogueError("not a mapping of keys to values", where=f"{folder}, {name}", fix="mend the file")
    return content, [_doubled(name, key, line) for key, line in loader.twice]


def _reason(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or "it cannot be parsed")
    return problem if mark is None else f"line {mark.line + 1}: {problem}"


def _doubled(name: str, key: str, line: int) -> Finding:
    return Finding(
        file=name,
        entry=f"line {line}",
        field=key,
        what=f"the key {key!r} stands twice, and the later would replace the earlier unseen",
        fix="keep one of them",
    )

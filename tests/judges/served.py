"""The document that Prism serves."""

import json
from pathlib import Path
from urllib.parse import unquote

from document import join


def without_answers(document, path, folder):
    """A copy without the bodies of the answers, which are most of what Prism reads of a document. Where they are schemas that
    include each other, it does not come to an end."""
    copy = folder / "asked.json"
    root = without_lost_files(without_references_in_examples(document.root, document), Path(path).parent)
    operations = [node for item in (root.get("paths") or {}).values() if isinstance(item, dict) for node in item.values()]
    for operation in operations:
        if isinstance(operation, dict) and isinstance(operation.get("responses"), dict):
            operation["responses"] = {status: {"description": "An answer."} for status in operation["responses"]}
    reached = references({**root, "components": {}}, document)
    known = root.get("components") or {}
    if isinstance(known.get("schemas"), dict):
        schemas = {name: schema for name, schema in known["schemas"].items() if join("#/components/schemas", name) in reached}
        root = {**root, "components": {**known, "schemas": schemas}}
    copy.write_text(json.dumps(root), encoding="utf-8")
    return copy


def references(node, document):
    """All references that a node leads to."""
    found, open_nodes = set(), [node]
    while open_nodes:
        node = open_nodes.pop()
        if isinstance(node, list):
            open_nodes += node
        elif isinstance(node, dict):
            target = node.get("$ref")
            if isinstance(target, str) and target.startswith("#") and target not in found:
                found.add(target)
                open_nodes.append(document.at(unquote(target[1:])))
            open_nodes += node.values()
    return found


def served(document, path, folder):
    """The document that Prism reads: the one of its owner, unless Prism would not start with it. It takes each member `$ref` for
    a reference, those of examples and descriptions too, and does not start if one leads nowhere. It reads a copy without them."""
    plain = without_lost_files(without_references_in_examples(document.root, document), Path(path).parent)
    if plain == document.root:
        return path
    copy = folder / "served.json"
    copy.write_text(json.dumps(plain), encoding="utf-8")
    return copy


def without_references_in_examples(node, document):
    if isinstance(node, list):
        return [without_references_in_examples(item, document) for item in node]
    if not isinstance(node, dict):
        return node
    found = {}
    for key, value in node.items():
        if key == "example" and has_reference(value):
            continue
        if key == "examples" and isinstance(value, dict):
            value = {name: example for name, example in value.items() if not is_data(example, document)}
        if key == "examples" and isinstance(value, list):
            value = [example for example in value if not has_reference(example)]
        found[key] = without_references_in_examples(value, document)
    return found


def is_data(example, document):
    """Whether an example, or what it refers to, has a member `$ref` in its value."""
    example, _ = document.resolved(example)
    return isinstance(example, dict) and has_reference(example.get("value"))


def without_lost_files(node, folder):
    """A node without the members that refer to files that are not there."""
    if isinstance(node, list):
        return [without_lost_files(item, folder) for item in node]
    if not isinstance(node, dict):
        return node
    return {key: without_lost_files(value, folder) for key, value in node.items() if not is_lost(value, folder)}


def is_lost(node, folder):
    target = node.get("$ref") if isinstance(node, dict) else None
    file = target.partition("#")[0] if isinstance(target, str) else ""
    return bool(file) and "://" not in file and not (folder / unquote(file)).exists()


def has_reference(node):
    if isinstance(node, dict):
        return "$ref" in node or any(map(has_reference, node.values()))
    return isinstance(node, list) and any(map(has_reference, node))

"""Writes the shapes of the API's answers that the sandbox's answers and events are held against.

They come from the published OpenAPI document, as JSON: names, types, words of enums, what may be null and what must be
there. Shapes that come often are written once, in a table; the others refer to them by their places in it.
"""

import json
import pathlib
import sys

NAMESPACES = ("access_codes", "access_grants", "access_methods", "action_attempts", "connected_accounts", "customers",
              "devices", "events", "locks", "spaces", "user_identities", "workspaces")
LETTERS = {"boolean": "b", "number": "n", "integer": "i"}

table = []
places = {}


def put(shape):
    """The place of a shape in the table; the same shape has one place."""
    text = json.dumps(shape, separators=(",", ":"), sort_keys=True)
    if text not in places:
        places[text] = len(table)
        table.append(text)
    return places[text]


def resolved(schema):
    """The schema itself where it is named."""
    return document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema


def merged(parts):
    """One object with the fields of all parts."""
    fields, required = {}, []
    for part in parts:
        part = resolved(part)
        part = merged(part["allOf"]) if "allOf" in part else part
        fields.update(part.get("properties", {}))
        required += part.get("required", [])
    return {"type": "object", "properties": fields, "required": required}


def of(schema):
    """The place of the shape of a schema."""
    if schema.get("nullable"):
        return put(["?", of({key: value for key, value in schema.items() if key != "nullable"})])
    if "$ref" in schema:
        return of(resolved(schema))
    if "allOf" in schema:
        return of(merged(schema["allOf"]))
    for name in ("oneOf", "anyOf"):
        if name in schema:
            return put(["|", schema.get("discriminator", {}).get("propertyName")] + [of(part) for part in schema[name]])
    kind = schema.get("type")
    if kind == "array":
        return put(["a", of(schema["items"])])
    if kind == "object" and "properties" in schema:
        required = set(schema.get("required", []))
        # A name with a mark at its end may be missing.
        return put({name + ("" if name in required else "?"): of(part) for name, part in schema["properties"].items()})
    if kind == "object":
        more = schema.get("additionalProperties")
        return put(["m", of(more)] if isinstance(more, dict) and more else ["m"])
    if schema.get("enum"):
        return put(["e"] + schema["enum"])
    if kind == "string":
        return put(["s", schema["format"]] if schema.get("format") else ["s"])
    return put([LETTERS[kind]] if kind in LETTERS else ["any"])


document = json.loads((pathlib.Path(sys.argv[1]) / "openapi.json").read_text())
answers = {}
for path, verbs in sorted(document["paths"].items()):
    if path.split("/")[1] in NAMESPACES:
        answer = verbs["post"]["responses"]["200"].get("content", {}).get("application/json", {}).get("schema")
        # Where the document says nothing, it is the flag alone, as of all calls that answer nothing else.
        answers[path] = of(answer) if answer else put({"ok": put(["b"])})
words = {}
for schema in document["components"]["schemas"]["event"]["oneOf"]:
    words[schema["properties"]["event_type"]["enum"][0]] = of(schema)
source = {"answers": answers, "events": dict(sorted(words.items()))}
lines = [json.dumps(name) + ":" + json.dumps(places, separators=(",", ":")) for name, places in source.items()]
text = "{" + ",\n".join(lines) + ',\n"shapes":[\n' + ",\n".join(table) + "\n]}\n"
target = pathlib.Path("Tests/SeamTests/Fixtures/answers-extract.json")
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(text)

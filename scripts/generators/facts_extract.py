"""Writes the extract of the facts that CatalogueFactsTests compares the catalogue with.

It goes straight from the facts and newer.json to the file: what the generator of the catalogue adds or leaves out is not
in here.
"""

import json
import pathlib
import sys

from facts import with_newer

KEPT = ("name", "type", "format", "required", "enum", "nullable", "min_length", "max_length", "min", "max",
        "exclusive_min", "min_items", "max_items", "pattern", "deprecated", "map_of")

enums = []


def field(fact):
    kept = {key: fact[key] for key in KEPT if fact.get(key) is not None and fact[key] is not False}
    if len(kept.get("enum", [])) > 12:
        if kept["enum"] not in enums:
            enums.append(kept["enum"])
        kept["enum"] = f"@{enums.index(kept['enum'])}"
    if fact.get("items"):
        kept["items"] = field(fact["items"])
    if fact.get("fields"):
        kept["fields"] = [field(child) for child in fact["fields"]]
    return kept


facts = json.loads((pathlib.Path(sys.argv[1]) / "catalog.json").read_text())
lines = []
for endpoint in sorted(with_newer(facts["endpoints"]), key=lambda endpoint: endpoint["path"]):
    kept = {key: endpoint[key] for key in ("path", "methods", "response", "paginated", "action_attempt")}
    kept["params"] = [field(parameter) for parameter in endpoint["params"]]
    lines.append(json.dumps(kept, separators=(",", ":")))
text = '{"source":' + json.dumps(facts["source"]["openapi"]) + ',\n"endpoints":[\n' + ",\n".join(lines) + '\n],\n"enums":[\n'
text += ",\n".join(json.dumps(values, separators=(",", ":")) for values in enums) + "\n]}\n"
target = pathlib.Path("Tests/SeamTests/Fixtures/facts-extract.json")
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(text)

# What the sandbox's answers and events are compared with: the names of their fields, and whether each must be there.
def shape(fields):
    return {field["name"]: not field.get("optional", False) for field in fields}


known = json.loads((pathlib.Path(sys.argv[1]) / "resources.json").read_text())["resources"]
shapes = {}
for name, resource in sorted(known.items()):
    if not resource.get("fields"):
        continue
    shapes[name] = shape(resource["fields"])
    for child in resource["fields"]:
        if child["name"] == "properties" and child.get("fields"):
            shapes[name + ".properties"] = shape(child["fields"])
common = shape(known["event"]["common_fields"])
events = {event["event_type"]: sorted(event["extra_fields"]) for event in known["event"]["event_types"]}
lines = [json.dumps(name) + ":" + json.dumps(fields, separators=(",", ":")) for name, fields in shapes.items()]
text = '{"resources":{\n' + ",\n".join(lines) + '\n},\n"common":' + json.dumps(common, separators=(",", ":"))
lines = [json.dumps(name) + ":" + json.dumps(fields, separators=(",", ":")) for name, fields in sorted(events.items())]
text += ',\n"events":{\n' + ",\n".join(lines) + "\n}}\n"
(target.parent / "resources-extract.json").write_text(text)

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

"""Reads the facts about the API, and adds the rules that are ours."""

import json
import pathlib

SOURCES = pathlib.Path("Sources/Seam")

# Names whose text is an instant although the facts give no format: we ask for an offset, where the server would guess.
INSTANTS = {"starts_at", "ends_at", "since", "between", "created_before", "expires_at"}

PATTERNS = {
    "^\\d+$": "digits",
    "^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$": "clock",
    "^([01]\\d|2[0-3]):([0-5]\\d):([0-5]\\d)$": "clock-with-seconds",
    "^[a-zA-Z_]\\w*$": "identifier",
}

# Which parameters must be there, where the facts say no more than "one of them". A list is a set that must be whole.
ALTERNATIVES = {
    "/access_codes/get": [["access_code_id"], ["device_id", "code"]],
    "/access_codes/unmanaged/get": [["access_code_id"], ["device_id", "code"]],
    "/access_codes/list": [
        ["device_id"], ["access_code_ids"], ["access_method_id"], ["access_grant_id"], ["access_grant_key"],
    ],
}

# Exactly one of these sets may be given.
EXCLUSIVE = {"/events/list": [["since"], ["between"]]}

# Parameters that say how to answer and not what about.
PAGING = {"limit", "page_cursor", "unstable_offset"}

# Functions that change what they are given, for whom a second call does no more, whatever their verbs say.
NOT_REPEATABLE = {"/access_codes/unmanaged/convert_to_managed": "action", "/access_codes/create_multiple": "create",
                  "/client_sessions/create": "create"}

CREATES = ("create", "get_or_create", "request_", "generate_")


def endpoints(folder):
    """The endpoints, as the facts have them, sorted by path."""
    facts = json.loads((pathlib.Path(folder) / "catalog.json").read_text())
    return sorted(with_newer(facts["endpoints"]), key=lambda endpoint: endpoint["path"])


def newer():
    """What public clients have and the facts do not: what is here is laid over the facts, and never in place of one."""
    return json.loads(pathlib.Path("scripts/generators/newer.json").read_text())


def with_newer(known):
    """The endpoints of the facts with those that are newer, and with newer parameters."""
    more = newer()
    paths = {endpoint["path"] for endpoint in known}
    for endpoint in known:
        names = {parameter["name"] for parameter in endpoint["params"]}
        endpoint["params"] += [new for new in more["params"].get(endpoint["path"], []) if new["name"] not in names]
    return known + [endpoint for endpoint in more["endpoints"] if endpoint["path"] not in paths]


def resources(folder):
    """The resources with the newer words of their errors beside the older ones."""
    known = json.loads((pathlib.Path(folder) / "resources.json").read_text())["resources"]
    more = newer()
    for name, resource in known.items():
        for field in resource.get("fields", []):
            if field["name"] != "errors" or "codes" not in field:
                continue
            words = set(field["codes"]["values"])
            words |= {new for old, new in more["codes"].items() if old in words}
            if name in ("access_grant", "unmanaged_access_grant"):
                words |= set(more["grant_errors"])
            field["codes"]["values"] = sorted(words)
    return known


def words():
    """The sentences by name, and a check that each is used."""
    sentences = {}
    for line in pathlib.Path("scripts/generators/words.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, sentence = line.split(": ", 1)
            assert name not in sentences, f"{name} is in words.txt twice"
            sentences[name] = sentence
    return sentences


def effect(endpoint):
    """What a call does, which decides how it may be repeated."""
    path, name, methods = endpoint["path"], endpoint["name"], endpoint["methods"]
    if path in NOT_REPEATABLE:
        return NOT_REPEATABLE[path]
    if "GET" in methods:
        return "read"
    if "DELETE" in methods:
        return "delete"
    if "PATCH" in methods or "PUT" in methods:
        return "update"
    return "create" if name.startswith(CREATES) else "action"


def alternatives(endpoint):
    """The sets of parameters of which one must be given whole; empty when there is no such rule."""
    path = endpoint["path"]
    if path in ALTERNATIVES:
        return ALTERNATIVES[path]
    required = {parameter["name"] for parameter in endpoint["params"] if parameter["required"]}
    for variants in endpoint.get("required_variants", []):
        if not any(set(variant) <= required for variant in variants):
            return variants
    if endpoint.get("needs_at_least_one_param") and path not in EXCLUSIVE:
        return [[p["name"]] for p in endpoint["params"] if p["name"] not in PAGING]
    return []


def pattern(field):
    return PATTERNS[field["pattern"]] if field.get("pattern") else None

"""Writes the typed calls of the Swift client, a file for each namespace that has them."""

import sys

import facts

WRITTEN = "// Written by scripts/catalogue from facts about the API and scripts/generators/words.txt; not edited by hand."

NAMESPACES = ["access_codes", "action_attempts", "connected_accounts", "devices", "events", "locks", "workspaces"]

# The Swift type of what an answer holds under its key, and the words for it.
MODELS = {
    "access_code": "AccessCode", "unmanaged_access_code": "AccessCode", "device": "Device", "unmanaged_device": "Device",
    "device_provider": "DeviceProvider", "action_attempt": "ActionAttempt", "event": "SeamEvent",
    "connected_account": "ConnectedAccount", "workspace": "Workspace",
}
KEYED_MODELS = {"generated_code": "GeneratedCode"}

# The order of parameters where that of the facts reads badly.
FIRST = ["access_code_id", "device_id", "access_code_ids", "device_ids", "name", "code", "starts_at", "ends_at", "type"]
LAST = ["search", "limit"]
ORDERS = {"/access_codes/update_multiple": ["common_code_key", "starts_at", "ends_at", "name"]}

COUNTS = {"limit", "preferred_code_length", "unstable_offset"}


def camel(name, capital=False):
    words = name.split("_")
    capitals = {"id": "ID", "ids": "IDs", "url": "URL"}
    rest = [capitals.get(word, word[:1].upper() + word[1:]) for word in words[1:]]
    return (words[0].capitalize() if capital else words[0]) + "".join(rest)


def type_name(field):
    if field["nullable"]:
        return "JSONValue"
    element = field["items"]["type"] if field["type"] == "array" else field["type"]
    if element == "number":
        element = "integer" if field["name"] in COUNTS else "number"
    swift = {"string": "String", "integer": "Int", "number": "Double", "boolean": "Bool"}.get(element, "JSONValue")
    return swift if field["type"] != "array" or swift == "JSONValue" else f"[{swift}]"


def ordered(endpoint):
    """The parameters that the typed call has, in its order."""
    fields = [f for f in endpoint["params"] if f["name"] != "page_cursor" and not f.get("deprecated")]
    order = ORDERS.get(endpoint["path"])
    if order:
        return sorted(fields, key=lambda field: order.index(field["name"]))
    names = [field["name"] for field in fields]

    def rank(field):
        name = field["name"]
        if name in FIRST:
            return (not field["required"], 0, FIRST.index(name))
        if name in LAST:
            return (not field["required"], 2, LAST.index(name))
        return (not field["required"], 1, names.index(name))

    return sorted(fields, key=rank)


def overloads(endpoint):
    """The lists of parameters, each with the names that this form needs: one for each alternative, where they are few."""
    fields = ordered(endpoint)
    required = {field["name"] for field in fields if field["required"]}
    sets = facts.alternatives(endpoint)
    if endpoint["name"] == "get" and 1 < len(sets) <= 3 and not required:
        forms = []
        for names in sets:
            form = [next(field for field in fields if field["name"] == name) for name in names]
            if form[0]["name"] != "event_type":
                forms.append((form, set(names)))
        return forms
    return [(fields, required)]


def model(endpoint):
    answer = endpoint["response"]
    return KEYED_MODELS.get(answer["key"]) or MODELS.get(answer["resource"])


def throws(endpoint):
    effect = facts.effect(endpoint)
    if endpoint["response"]["key"] == "action_attempt":
        return ["- Throws: ``SeamError`` with the code `action_attempt_failed` or `action_attempt_timeout` for what became of the",
                "  action, and others for the call."]
    if effect == "update":
        return ["- Throws: ``SeamError``; the values are absolute, so that the call may be repeated after any error."]
    if effect in ("create", "action"):
        return ["- Throws: ``SeamError``; when its delivery is `unanswered`, it may have happened all the same."]
    return ["- Throws: ``SeamError``."]


def signature(name, fields, required, extra, result):
    arguments = []
    for field in fields:
        optional = "" if field["name"] in required else "? = nil"
        arguments.append(f"{camel(field['name'])}: {type_name(field)}{optional}")
    arguments += extra
    return [f"public func {name}("] + [f"    {argument}," for argument in arguments] + [f"){result} {{"]


def collected(fields):
    if not fields:
        return ["let parameters = Parameters()"]
    lines = ["var parameters = Parameters()"]
    return lines + [f'parameters.set("{field["name"]}", {camel(field["name"])})' for field in fields]


def doc(sentence, rest):
    return [f"/// {sentence}", "///"] + [f"/// {line}" for line in rest]


def call(endpoint, sentences):
    name = camel(endpoint["name"])
    path, answer = endpoint["path"], endpoint["response"]
    sentence = sentences[".".join(endpoint["namespace"] + [endpoint["name"]])]
    lines = []
    for fields, required in overloads(endpoint):
        retries = "retries: RetryPolicy = .automatic"
        body = collected(fields)
        extra = [retries]
        if answer["kind"] == "void":
            result = ""
            body.append(f'_ = try await client.call("{path}", parameters.json, retries: retries)')
        elif answer["kind"] == "list":
            result = f" -> [{model(endpoint)}]"
            body.append(f'return try await client.list("{path}", parameters.json, retries, {model(endpoint)}.init)')
        elif answer["key"] == "action_attempt":
            result = " -> ActionAttempt"
            extra = ["waitForActionAttempt wait: ActionAttemptWait = .standard", retries]
            body.append(f'let response = try await client.perform("{path}", parameters.json, waiting: wait, retries: retries)')
            body.append('return try ActionAttempt(response.body["action_attempt"] ?? .null)')
        else:
            result = f" -> {model(endpoint)}"
            body.append(f'let response = try await client.call("{path}", parameters.json, retries: retries)')
            body.append(f'return try {model(endpoint)}(response.body["{answer["key"]}"] ?? .null)')
        lines += doc(sentence, throws(endpoint))
        lines += signature(name, fields, required, extra, f" async throws(SeamError){result}")
        lines += ["    " + line for line in body] + ["}", ""]
        if endpoint["paginated"]:
            lines += doc("The same list a page at a time; each page is read when it is asked for.",
                         ["- Throws: ``SeamError`` at the page that fails."])[:-2]
            lines += signature("pages", fields, required, [retries], f" -> SeamPages<{model(endpoint)}>")
            lines += ["    " + line for line in collected(fields)]
            lines += [f'    return SeamPages(client, "{path}", parameters.json, retries, {model(endpoint)}.init)', "}", ""]
    return lines


def structure(space, endpoints, sentences, depth):
    """A struct for a namespace, with those within it."""
    name = camel(space.split(".")[-1], capital=True)
    lines = [f"/// {sentences['/' + space]}"]
    if depth == 0:
        lines += ["///", "/// Times are ISO 8601 texts with an offset; what is not given stays as it is."]
    lines += [f"public struct {name}: Sendable {{", "    let client: SeamClient", ""]
    for endpoint in endpoints:
        if ".".join(endpoint["namespace"]) == space:
            lines += ["    " + line if line else "" for line in call(endpoint, sentences)]
    inner = sorted({".".join(e["namespace"]) for e in endpoints if ".".join(e["namespace"]).startswith(space + ".")})
    for child in inner:
        lines += [f"    /// {sentences['/' + child]}", f"    public var {camel(child.split('.')[-1])}: "
                  f"{camel(child.split('.')[-1], capital=True)} {{ {camel(child.split('.')[-1], capital=True)}(client: client) }}", ""]
    for child in inner:
        lines += ["    " + line if line else "" for line in structure(child, endpoints, sentences, depth + 1)] + [""]
    while lines[-1] == "":
        lines.pop()
    return lines + ["}"]


def main(folder):
    sentences = facts.words()
    endpoints = facts.endpoints(folder)
    for space in NAMESPACES:
        mine = [endpoint for endpoint in endpoints if endpoint["namespace"][0] == space]
        name = camel(space, capital=True)
        lines = [WRITTEN, "// swift-format-ignore-file", ""] + structure(space, mine, sentences, 0)
        lines += ["", "extension SeamClient {", f"    /// {sentences['/' + space]}",
                  f"    public var {camel(space)}: {name} {{ {name}(client: self) }}", "}"]
        target = facts.SOURCES / "Namespaces/Generated" / f"{name}.swift"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(lines) + "\n")


main(sys.argv[1])

"""Writes the catalogue and the resources in the compact form that SeamCatalogue reads a namespace at a time."""

import json
import sys

import facts

WRITTEN = "// Written by scripts/catalogue from facts about the API and scripts/generators/words.txt; not edited by hand."
LETTERS = {"GET": "G", "POST": "P", "PUT": "U", "PATCH": "A", "DELETE": "D"}
LONG_ENUM = 12
KINDS = {"string", "number", "integer", "boolean", "object"}

enums = {}


def enum_facet(name, values):
    texts = [value if isinstance(value, str) else json.dumps(value) for value in values]
    assert all(not set(text) & set("|#@%") for text in texts), f"{name}: a value of its enum needs a quote"
    texts = [text.replace(" ", "%20") for text in texts]
    if len(texts) < LONG_ENUM:
        return "enum=" + "|".join(texts)
    for known, others in enums.items():
        if others == texts:
            return "enum=@" + known
    key = name if name not in enums else f"{name}_{len(enums)}"
    enums[key] = texts
    return "enum=@" + key


def span(low, high):
    return f"{'' if low is None else low}..{'' if high is None else high}"


def facets(field, element, name, instant):
    """Everything about a field but its name and its type."""
    result = []
    form = element.get("format") or ("date-time" if instant else None) or facts.pattern(field)
    if form:
        result.append(form)
    if "min_length" in field or "max_length" in field:
        result.append("len=" + span(field.get("min_length"), field.get("max_length")))
    if "min_items" in field or "max_items" in field:
        result.append("items=" + span(field.get("min_items"), field.get("max_items")))
    if "min" in field:
        result.append(f"{'above' if field.get('exclusive_min') else 'min'}={field['min']}")
    if "max" in field:
        result.append(f"max={field['max']}")
    values = element.get("enum") or field.get("items_enum")
    if values:
        result.append(enum_facet(name, values))
    if "of" in element:
        result.append("of=" + element["of"])
    if "codes" in field:
        result.append(f"codes={field['codes']['key']}:" + "|".join(field["codes"]["values"]))
    if field.get("default") is not None:
        result.append("default=" + json.dumps(field["default"], separators=(",", ":")).replace(" ", "\\u0020"))
    if field.get("deprecated"):
        result.append("deprecated")
    return result


def kind(field):
    if field.get("map_of"):
        return "map"
    if field["type"] == "string|boolean":
        return "scalar"
    return field["type"]


def field_lines(field, depth, sentence=None, instant=False):
    items = field.get("items")
    if field["type"] == "array":
        element = items if isinstance(items, dict) else {"type": items or "object"}
        if element["type"] not in KINDS:
            element = {"type": "object", "of": element["type"]}
        type_name = f"[{kind(element)}]"
    else:
        element, type_name = field, kind(field)
    required = field["required"] if "required" in field else not field.get("optional", True)
    marks = ("!" if required else "") + ("?" if field.get("nullable") else "")
    words = [field["name"] + marks, type_name] + facets(field, element, field["name"], instant)
    line = " " * depth + " ".join(words) + (f" # {sentence}" if sentence else "")
    lines = [line]
    for child in element.get("fields") or []:
        lines += field_lines(child, depth + 1)
    return lines


def rule(endpoint):
    path = endpoint["path"]
    sets, key = (facts.EXCLUSIVE[path], "one") if path in facts.EXCLUSIVE else (facts.alternatives(endpoint), "need")
    return [f"{key}=" + "|".join("+".join(names) for names in sets)] if sets else []


def response(endpoint):
    answer = endpoint["response"]
    if answer["kind"] == "void":
        return "-"
    resource = answer["resource"] or ""
    return answer["key"] + ":" + (f"[{resource}]" if answer["kind"] == "list" else resource)


def endpoint_lines(endpoint, sentences, used):
    name = ".".join(endpoint["namespace"] + [endpoint["name"]])

    def sentence(key):
        used.add(key)
        return sentences.get(key)

    words = [endpoint["name"], "".join(LETTERS[method] for method in endpoint["methods"]), facts.effect(endpoint)]
    words.append(response(endpoint))
    words += ["pages"] * endpoint["paginated"] + ["deprecated"] * bool(endpoint.get("deprecated")) + rule(endpoint)
    if "action_attempt_type" in endpoint:
        words.append("type=" + endpoint["action_attempt_type"])
    described = sentence(name)
    lines = [" ".join(words) + (f" # {described}" if described else "")]
    for field in endpoint["params"]:
        own = f"{name}.{field['name']}"
        known = sentence(own if own in sentences else field["name"])
        lines += field_lines(field, 1, known if described else None, field["name"] in facts.INSTANTS)
    return lines


def case(name, lines):
    yield f'        case "{name}":'
    yield '            #"""'
    yield from ("            " + line for line in lines)
    yield '            """#'


def table(function, comment, cases):
    lines = [f"    /// {comment}", f"    static func {function}(_ name: String) -> StaticString? {{", "        switch name {"]
    for name, content in cases:
        lines += case(name, content)
    return lines + ["        default: nil", "        }", "    }"]


def write(path, body):
    target = facts.SOURCES / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join([WRITTEN, "// swift-format-ignore-file", ""] + body) + "\n")


def names(name, comment, values):
    lines = [f"    /// {comment}", f"    static let {name} = ["]
    return lines + [f'        "{value}",' for value in values] + ["    ]", ""]


def catalogue(endpoints, sentences):
    used, spaces = set(), {}
    for endpoint in endpoints:
        spaces.setdefault(".".join(endpoint["namespace"]), []).append(endpoint)
    # A namespace may hold nothing but namespaces, as acs does.
    for space in list(spaces):
        parts = space.split(".")
        for length in range(1, len(parts)):
            spaces.setdefault(".".join(parts[:length]), [])
    cases = []
    for space in sorted(spaces):
        used.add("/" + space)
        lines = [line for endpoint in spaces[space] for line in endpoint_lines(endpoint, sentences, used)]
        cases.append((space, ([f"# {sentences['/' + space]}"] if "/" + space in sentences else []) + lines))
    unused = sorted(set(sentences) - used)
    assert not unused, f"words.txt has sentences for what is not there: {', '.join(unused)}"
    write(
        "Catalogue/Generated/CatalogueText.swift",
        ["/// The endpoints of the API as text, which costs nothing before a namespace is looked up; SeamCatalogue reads it.",
         "enum CatalogueText {"]
        + names("namespaces", "The namespaces, sorted; a dot leads to one within another.", sorted(spaces))
        + table("namespace", "The endpoints of a namespace, one a line, each with its parameters below it.", cases)
        + [""]
        + table("values", "The values of a long enumeration.", [(key, wrap(values)) for key, values in enums.items()])
        + ["}"],
    )


def wrap(values):
    lines = [""]
    for value in values:
        if len(lines[-1]) + len(value) > 100:
            lines.append("")
        lines[-1] += value + " "
    return [line.rstrip() for line in lines]


def resource_lines(resource):
    fields = resource.get("fields") or resource["common_fields"]
    return [line for field in fields for line in field_lines(field, 0)]


def resources(facts_of):
    cases = [(name, resource_lines(resource)) for name, resource in sorted(facts_of.items())
             if not resource.get("undocumented")]
    write(
        "Catalogue/Generated/ResourceText.swift",
        ["/// The fields of the API's resources as text, which costs nothing before one is looked up.",
         "enum ResourceText {"]
        + names("resources", "The resources, sorted.", [name for name, _ in cases])
        + table("resource", "The fields of a resource, one a line, each with its own fields below it.", cases)
        + ["}"],
    )


folder = sys.argv[1]
resources_first = facts.resources(folder)
resources(resources_first)
catalogue(facts.endpoints(folder), facts.words())

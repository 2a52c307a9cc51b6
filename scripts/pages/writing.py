"""The pages: one of the program, one of each command, one of each topic."""

import time

from pages.roff import Page, escaped, value


def all_pages(program, epoch):
    """Pairs of a file's name and its text; `epoch` are the seconds that date them."""
    root, topics = program.root(), program.topics()
    head = (time.strftime("%Y-%m-%d", time.gmtime(epoch)), program.version())
    yield "keyshift.1", program_page(root, topics, head)
    for command in root.commands:
        yield f"{'-'.join(command.words)}.1", command_page(command, root, head)
    for topic in topics:
        yield f"keyshift-{topic.name}.7", topic_page(topic, head)


def program_page(root, topics, head):
    page = Page("keyshift", 1, *head, root.abstract)
    page.section("SYNOPSIS")
    page.bold("keyshift", f" {value('command')} [{value('option')} ...]")
    page.lines.append(".br")
    page.bold("keyshift help", f" {value('command')}")
    page.section("DESCRIPTION")
    page.paragraphs(root.discussion)
    page.section("COMMANDS")
    for command in root.commands:
        page.entry(f"\\fB{escaped(command.words[-1])}\\fR", command.abstract)
    page.section("OPTIONS")
    options(page, root)
    for topic, section in (("exit-codes", "EXIT STATUS"), ("environment", "ENVIRONMENT")):
        found = next(one for one in topics if one.name == topic)
        page.section(section)
        topic_parts(page, found)
    see_also(page, [(f"keyshift-{one.words[-1]}", 1) for one in root.commands] + [(f"keyshift-{t.name}", 7) for t in topics])
    return page.text()


def command_page(command, root, head):
    page = Page("-".join(command.words), 1, *head, command.abstract)
    page.section("SYNOPSIS")
    for number, one in enumerate(command.commands or [command]):
        if number:
            page.lines.append(".br")
        synopsis(page, one)
    page.section("DESCRIPTION")
    page.paragraphs(command.discussion or command.abstract)
    for one in command.commands:
        page.part(" ".join(one.words[1:]))
        page.paragraphs(one.abstract + ("\n\n" + one.discussion if one.discussion else ""))
        options(page, one)
    if not command.commands:
        page.section("OPTIONS")
        options(page, command)
    see_also(page, [("keyshift", 1), ("keyshift-exit-codes", 7), ("keyshift-environment", 7)])
    return page.text()


def topic_page(topic, head):
    page = Page(f"keyshift-{topic.name}", 7, *head, topic.abstract)
    page.section("DESCRIPTION")
    topic_parts(page, topic)
    see_also(page, [("keyshift", 1)])
    return page.text()


def topic_parts(page, topic):
    for number, part in enumerate(topic.parts):
        if isinstance(part, str):
            if number:
                page.again()
            page.paragraphs(part)
        else:
            page.rows(part)


def synopsis(page, command):
    parts = ["[" + value("option") + " ...]"] if any(one["kind"] != "positional" for one in command.arguments) else []
    for one in command.arguments:
        if one["kind"] == "option" and not one["isOptional"]:
            parts.append(spelling(one))
        elif one["kind"] == "positional":
            name = value(one["valueName"]) + (" ..." if one["isRepeating"] else "")
            parts.append(f"[{name}]" if one["isOptional"] else name)
    page.bold(" ".join(command.words), "".join(" " + part for part in parts))


def options(page, command):
    for one in command.arguments:
        page.entry(spelling(one), about(one))


def spelling(argument):
    """An argument as it is typed: all its names, and what stands for its value."""
    if argument["kind"] == "positional":
        return value(argument["valueName"])
    names = []
    for name in argument["names"]:
        names.append("\\fB" + escaped(("--" if name["kind"] == "long" else "-") + name["name"]) + "\\fR")
    behind = " " + value(argument["valueName"]) if argument["kind"] == "option" else ""
    return ", ".join(sorted(names, key=len)) + behind


def about(argument):
    text = argument.get("abstract") or ""
    standard = argument.get("defaultValue")
    if argument["kind"] == "option" and standard and "unless" not in text:
        text += f" {standard} unless given."
    return text


def see_also(page, pages):
    page.section("SEE ALSO")
    named = [f"\\fB{escaped(name)}\\fR({section})" for name, section in pages]
    page.lines.append(",\n".join(named))

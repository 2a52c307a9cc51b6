internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift reference`: the page docs/reference.md, for developers.
struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference",
        abstract: "Print the page of all names that a script can use.",
        shouldDisplay: false,
    )

    func run() {
        Terminal().result(String(ReferencePage.text.dropLast()))
    }
}

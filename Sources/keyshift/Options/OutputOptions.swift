internal import ArgumentParser
internal import Glibc

/// What is shown.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print one JSON document on stdout.")
    var json = false

    @Flag(help: "No progress and no plan; what a check lets pass is told all the same.")
    var quiet = false

    @Flag(help: "Every row, every request, and the traceback of an error.")
    var verbose = false

    @Flag(help: "Show PINs as they are, and not only how they end; at a terminal only.")
    var showPins = false

    mutating func validate() throws {
        guard !showPins || isatty(STDOUT_FILENO) == 1 else {
            throw ValidationError("--show-pins is for a person at a terminal, and stdout is none; leave it out")
        }
    }

    /// What was typed.
    var choice: OutputChoice {
        OutputChoice(json: json, quiet: quiet, verbose: verbose, showsPINs: showPins)
    }
}

/// How much is shown, and in which form; as it is made, text with progress and the plan.
struct OutputChoice: Hashable, Sendable {
    /// Whether stdout carries one JSON document.
    var json = false
    /// Whether progress and the plan are left out.
    var quiet = false
    /// Whether every row, every request and the traceback of an error are told.
    var verbose = false
    /// Whether PINs are shown as they are.
    var showsPINs = false
}

internal import ArgumentParser
internal import Glibc

/// What is shown.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print one JSON document on stdout.")
    var json = false

    @Flag(help: "No progress and no plan.")
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
}

internal import ArgumentParser

/// What is shown.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print one JSON document on stdout.")
    var json = false

    @Flag(help: "No progress and no plan.")
    var quiet = false

    @Flag(help: "Every row, and the traceback of an error.")
    var verbose = false
}

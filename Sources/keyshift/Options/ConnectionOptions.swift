internal import ArgumentParser

/// Where the requests go.
struct ConnectionOptions: ParsableArguments {
    @Flag(help: "Use an embedded sandbox server with demo data; nothing else is needed.")
    var sandbox = false

    @Option(help: ArgumentHelp("The server; else SEAM_ENDPOINT, else Seam's own.", valueName: "url"))
    var endpoint: String?

    @Option(
        help: ArgumentHelp("The authority of a private server, in PEM form; else SEAM_CA_FILE.", valueName: "file")
    )
    var caFile: String?

    @Option(help: "The number of requests that run at the same time.")
    var concurrency = 16

    mutating func validate() throws {
        guard (1...1000).contains(concurrency) else {
            throw ValidationError("--concurrency is 1 to 1000, not \(concurrency)")
        }
        guard !sandbox || endpoint == nil else {
            throw ValidationError("--sandbox brings its own server; leave out --endpoint")
        }
    }
}

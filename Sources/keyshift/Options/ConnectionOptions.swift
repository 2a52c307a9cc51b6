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

    @Option(help: "The number of requests that run at the same time; 16 unless given.")
    var concurrency: Int?

    mutating func validate() throws {
        if let concurrency, !(1...1000).contains(concurrency) {
            throw ValidationError("--concurrency is 1 to 1000, not \(concurrency)")
        }
        guard !sandbox || endpoint == nil else {
            throw ValidationError("--sandbox brings its own server; leave out --endpoint")
        }
    }

    /// The options for the server as they are typed again.
    var typed: [String] {
        (sandbox ? ["--sandbox"] : []) + (endpoint.map { ["--endpoint", $0] } ?? [])
            + (caFile.map { ["--ca-file", $0] } ?? [])
    }

    /// Whether a server can be asked, so that what is missing in a line is told by what is there.
    var isKnown: Bool { sandbox || ProcessEnvironment.variables["SEAM_API_KEY"]?.isEmpty == false }

    /// What was typed, for a command about what the journal has: a sandbox knows nothing of that.
    var choiceOfJournal: ServerChoice {
        var choice = choice
        choice.canBeSandbox = false
        return choice
    }

    /// What was typed.
    var choice: ServerChoice {
        var choice = ServerChoice()
        choice.isSandbox = sandbox
        choice.canBeSandbox = endpoint == nil
        choice.endpoint = endpoint
        choice.caFile = caFile
        if let concurrency { choice.concurrency = concurrency }
        return choice
    }
}

/// The server that a command talks to; as it is made, the one of the environment.
struct ServerChoice: Hashable, Sendable {
    /// Whether the command brings a sandbox with demo data.
    var isSandbox = false
    /// The address, nil for that of the environment.
    var endpoint: String?
    /// The file of a private authority, nil for that of the environment.
    var caFile: String?
    /// The number of requests that run at the same time.
    var concurrency = 16
    /// Whether the command could be tried with `--sandbox` instead.
    var canBeSandbox = true
    /// Whether a server that does not answer in 10 s is given up, and nothing is tried again.
    var isHurried = false
}

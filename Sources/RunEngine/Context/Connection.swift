internal import CivilTime
internal import Logging
package import Model
package import Seam

/// A client of one workspace, made from the environment or for an embedded sandbox.
package struct Connection: Sendable {
    /// The client.
    package let client: SeamClient
    /// The server, such as `https://connect.getseam.com`.
    package let endpoint: String
    /// The number of connections that may be open.
    package let concurrency: Int
    /// Warnings for the operator, such as a deprecated variable.
    package let warnings: [String]

    /// Whether an environment has the credentials of a workspace.
    package static func hasCredentials(_ environment: [String: String]) -> Bool {
        (try? SeamCredentials.fromEnvironment(environment)) != nil
    }

    /// Whether an environment has anything that is meant for a credential.
    package static func namesCredentials(_ environment: [String: String]) -> Bool {
        SeamCredentials.variables.contains { environment[$0]?.isEmpty == false }
    }

    /// Whether an environment names a server on this machine, such as a sandbox: `http://127.0.0.1:8080`.
    package static func isOfThisMachine(_ environment: [String: String]) -> Bool {
        SeamClient.endpoint(fromEnvironment: environment).map(isOfThisMachine) ?? false
    }

    /// Whether the address of a server leads back to this machine.
    package static func isOfThisMachine(_ endpoint: String) -> Bool {
        ["http://127.0.0.1", "http://localhost", "http://[::1]"].contains { own in
            endpoint == own || [":", "/"].contains { endpoint.lowercased().hasPrefix(own + $0) }
        }
    }

    /// Opens a connection with the credentials of the environment; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - environment: The process's environment: `SEAM_API_KEY` and the others of the API's own documentation,
    ///     `SEAM_CA_FILE`, `HTTPS_PROXY` and `NO_PROXY`.
    ///   - endpoint: The server, nil for `SEAM_ENDPOINT` or the API's own.
    ///   - concurrency: The number of connections that may be open.
    ///   - caFile: A PEM file with an authority to trust beside the system's, nil for `SEAM_CA_FILE`.
    ///   - isHurried: Whether a call is tried once, and ends in 10 s whatever the server does.
    ///   - log: Takes a line for each try of a request; it never has a secret in it.
    ///   - limited: Told how long a read waits because the server asks for fewer requests; two minutes at most in all.
    /// - Throws: `unauthorized` or `connection` with the variable that is missing or wrong.
    package init(
        environment: [String: String],
        endpoint: String?,
        concurrency: Int,
        caFile: String? = nil,
        isHurried: Bool = false,
        log: (@Sendable (String) -> Void)? = nil,
        limited: (@Sendable (Duration) -> Void)? = nil,
    ) throws(PlanError) {
        let credentials: SeamCredentials
        do throws(SeamError) {
            credentials = try SeamCredentials.fromEnvironment(environment)
        } catch {
            throw PlanError(.unauthorized, error.description)
        }
        let address = endpoint ?? SeamClient.endpoint(fromEnvironment: environment) ?? SeamClient.defaultEndpoint
        let warning = endpoint == nil ? SeamClient.endpointWarning(fromEnvironment: environment) : nil
        do throws(SeamError) {
            var options = SeamClientOptions()
            options.maxConnections = max(1, concurrency)
            try options.read(environment, endpoint: address)
            if let caFile { options.caFile = caFile }
            if isHurried { options.hurry() } else { options.wait(limited) }
            try self.init(credentials, address, options, warnings: [warning].compactMap(\.self), log)
        } catch {
            throw PlanError(.connection, error.description)
        }
    }

    /// Opens a connection with an API key, for an embedded sandbox.
    /// - Throws: `unauthorized` for a key that is none.
    package init(
        apiKey: String,
        endpoint: String,
        concurrency: Int,
        log: (@Sendable (String) -> Void)? = nil,
        limited: (@Sendable (Duration) -> Void)? = nil,
    ) throws(PlanError) {
        do throws(SeamError) {
            var options = SeamClientOptions()
            options.maxConnections = max(1, concurrency)
            options.wait(limited)
            try self.init(try .apiKey(apiKey), endpoint, options, warnings: [], log)
        } catch {
            throw PlanError(.unauthorized, error.description)
        }
    }

    private init(
        _ credentials: SeamCredentials,
        _ endpoint: String,
        _ options: SeamClientOptions,
        warnings: [String],
        _ log: (@Sendable (String) -> Void)?,
    ) throws(SeamError) {
        let handler: any LogHandler = if let log { LogLines(log) } else { SwiftLogNoOpLogHandler() }
        let logger = Logger(label: "keyshift.seam") { _ in handler }
        client = try SeamClient(credentials: credentials, endpoint: endpoint, options: options, logger: logger)
        self.endpoint = endpoint
        concurrency = options.maxConnections
        self.warnings = warnings
    }

    /// How many requests were answered with 429 until now.
    package var rateLimitedAnswers: Int { client.rateLimitedAnswers }

    /// How many requests were tried until now.
    package var triedRequests: Int { client.triedRequests }

    /// Closes the connections.
    package func close() async {
        await client.shutdown()
    }
}

extension SeamClientOptions {
    /// One try of a call: the connection, its TLS handshake and the answer have 9.5 s together.
    mutating func hurry() {
        connectTimeout = .seconds(3)
        requestTimeout = .milliseconds(3500)
        maxRetries = 0
    }

    /// Two minutes of patience with a server that asks for fewer requests.
    fileprivate mutating func wait(_ told: (@Sendable (Duration) -> Void)?) {
        patience = .seconds(120)
        onLimit = told
    }
}

extension EngineClock {
    /// A clock that reads milliseconds since 1970 elsewhere, such as in an embedded sandbox, and waits in real time.
    package static func reading(_ milliseconds: @escaping @Sendable () -> Int64) -> EngineClock {
        EngineClock(now: { Instant(milliseconds: milliseconds()) }, sleep: EngineClock.system.sleep)
    }
}

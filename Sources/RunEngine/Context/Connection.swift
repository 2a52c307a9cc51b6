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

    /// Opens a connection with the credentials of the environment; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - environment: The process's environment: `SEAM_API_KEY` and the others of the API's own documentation,
    ///     `SEAM_CA_FILE`, `HTTPS_PROXY` and `NO_PROXY`.
    ///   - endpoint: The server, nil for `SEAM_ENDPOINT` or the API's own.
    ///   - concurrency: The number of connections that may be open.
    ///   - caFile: A PEM file with an authority to trust beside the system's, nil for `SEAM_CA_FILE`.
    ///   - log: Takes a line for each try of a request; it never has a secret in it.
    /// - Throws: `unauthorized` or `connection` with the variable that is missing or wrong.
    package init(
        environment: [String: String],
        endpoint: String?,
        concurrency: Int,
        caFile: String? = nil,
        log: (@Sendable (String) -> Void)? = nil,
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
    ) throws(PlanError) {
        do throws(SeamError) {
            var options = SeamClientOptions()
            options.maxConnections = max(1, concurrency)
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

    /// Closes the connections.
    package func close() async {
        await client.shutdown()
    }
}

extension EngineClock {
    /// A clock that reads milliseconds since 1970 elsewhere, such as in an embedded sandbox, and waits in real time.
    package static func reading(_ milliseconds: @escaping @Sendable () -> Int64) -> EngineClock {
        EngineClock(now: { Instant(milliseconds: milliseconds()) }, sleep: EngineClock.system.sleep)
    }
}

extension Settings {
    /// The limits of a run: what is laid down here, lowered by what was typed.
    /// - Throws: `max_shift` when the distance is no duration; what `limits(maxGroups:maxShift:allowed:leftOut:)` throws.
    package func limits(
        maxGroups: Int?,
        maxShift: String?,
        allowed: Set<RowCheck> = [],
        leftOut: Set<RowCheck> = [],
    ) throws(PlanError) -> Limits {
        let span: TimeSpan?
        do throws(CivilTimeError) {
            span = if let maxShift { try TimeSpan(parsing: maxShift) } else { nil }
        } catch {
            throw PlanError(.maxShift, "--max-shift: \(error.message)")
        }
        return try limits(maxGroups: maxGroups, maxShift: span, allowed: allowed, leftOut: leftOut)
    }
}

extension Limits {
    /// The share in percent of what was typed for `--stop-at`, such as `10%`.
    /// - Throws: `script_error` that shows a share that works.
    package static func percent(_ text: String) throws(PlanError) -> Int {
        guard text.hasSuffix("%"), let percent = Int(text.dropLast()), (1...100).contains(percent) else {
            throw PlanError(.script, "--stop-at: \"\(text.shown)\" is no share; write it as 10%, from 1% to 100%")
        }
        return percent
    }
}

extension EngineClock {
    /// The milliseconds since 1970 of an ISO 8601 text with an offset.
    /// - Throws: `script_error` that shows the text and one that is right.
    package static func milliseconds(of text: String) throws(PlanError) -> Int64 {
        do throws(CivilTimeError) {
            return try Instant(iso8601: text).milliseconds
        } catch {
            throw PlanError(.script, error.message)
        }
    }

    /// A clock that stands at an instant, such as `2026-11-24T11:00:00Z`.
    /// - Throws: `script_error` that shows the text and one that is right.
    package static func standing(at text: String) throws(PlanError) -> EngineClock {
        let instant = try milliseconds(of: text)
        return EngineClock(now: { Instant(milliseconds: instant) }, sleep: EngineClock.system.sleep)
    }
}

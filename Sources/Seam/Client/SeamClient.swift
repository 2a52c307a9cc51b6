public import Logging
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// A client of the Seam API that keeps its connections open; one serves a whole program.
///
/// Moving the hours of a group of linked door codes, which share one `common_code_key`:
///
/// ```swift
/// let credentials = try SeamCredentials.fromEnvironment(environment)
/// let seam = try SeamClient(credentials: credentials)
/// try await seam.accessCodes.updateMultiple(
///     commonCodeKey: "auto_set_by_create_multiple_b8f2",
///     startsAt: "2026-11-24T23:00:00Z",
///     endsAt: "2026-11-27T19:00:00Z",
/// )
/// await seam.shutdown()
/// ```
///
/// The client owns its connections and no task: a call runs in the task that makes it, and ends with it. Any number of
/// tasks may call at once; those beyond ``SeamClientOptions/maxConnections`` wait for a connection. A call fails with a
/// ``SeamError`` and in no other way; its ``SeamError/delivery`` says whether the request can have had an effect, and only
/// what is safe to repeat was repeated. ``shutdown()`` lets calls under way finish; a call after it fails.
///
/// Nothing is connected, read or started before the first call. Plain `http` addresses are accepted, for servers on
/// the same machine: over a network the credential would be readable.
public final class SeamClient: Sendable {
    let address: SeamAddress
    let credentials: SeamCredentials
    let options: SeamClientOptions
    let logger: Logger
    let transport: any HTTPTransport
    let pause: RetryPause
    let budget = Mutex(RetryBudget())
    let rateLimited = Atomic(0)
    let tried = Atomic(0)

    /// How many requests were answered with 429 until now.
    package var rateLimitedAnswers: Int { rateLimited.load(ordering: .relaxed) }

    /// How many requests were tried until now, whatever became of them.
    package var triedRequests: Int { tried.load(ordering: .relaxed) }

    /// Makes a client of one workspace.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_options` for an address or a setting that cannot be used.
    public convenience init(
        credentials: SeamCredentials,
        endpoint: String = SeamClient.defaultEndpoint,
        options: SeamClientOptions = SeamClientOptions(),
        logger: Logger = Logger(label: "seam"),
    ) throws(SeamError) {
        try self.init(
            credentials: credentials,
            endpoint: endpoint,
            options: options,
            logger: logger,
            pause: RetryPause()
        )
    }

    init(
        credentials: SeamCredentials,
        endpoint: String,
        options: SeamClientOptions,
        logger: Logger,
        pause: RetryPause,
    ) throws(SeamError) {
        try options.check()
        let address = try SeamAddress(endpoint)
        self.address = address
        self.credentials = credentials
        self.options = options
        self.logger = logger
        self.pause = pause
        let headers = Self.headers(address, credentials, options)
        transport = PooledTransport { () throws(TransportFailure) in
            try TransportSettings(address, options, headers: headers)
        }
    }

    /// Refuses new calls, lets those under way end, and closes every connection; a second time does nothing.
    public func shutdown() async {
        await transport.shutdown()
    }

    private static func headers(
        _ address: SeamAddress,
        _ credentials: SeamCredentials,
        _ options: SeamClientOptions,
    ) -> HTTPHeaders {
        HTTPHeaders(
            [
                ("host", address.authority),
                ("content-type", "application/json"),
                ("accept", "application/json"),
                ("user-agent", "\(options.sdkName) \(options.sdkVersion)"),
                ("seam-sdk-name", options.sdkName),
                ("seam-sdk-version", options.sdkVersion),
            ] + credentials.headers,
        )
    }
}

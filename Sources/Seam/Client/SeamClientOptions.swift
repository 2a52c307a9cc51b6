/// Limits and habits of a client.
public struct SeamClientOptions: Sendable {
    /// The most connections that are open at a time; further calls wait for one.
    ///
    /// At least 1.
    public var maxConnections = 64
    /// The time to make a connection, and again the time for its TLS handshake.
    public var connectTimeout: Duration = .seconds(10)
    /// The time of one try, from the moment when it gets a connection until its answer is complete.
    public var requestTimeout: Duration = .seconds(30)
    /// The time after which a connection without a call is closed instead of used.
    ///
    /// Some servers drop those after 5 s, and some gateways forget them without a word.
    public var idleLimit: Duration = .seconds(4)
    /// The longest answer that is accepted, in bytes.
    public var maxResponseBytes = 256 << 20
    /// How often a call is tried again where that is safe; 0 for never.
    public var maxRetries = 2
    /// How long a read waits in all when the server asks for fewer requests; zero to count those answers as other failures.
    package var patience = Duration.zero
    /// Told of each such wait.
    package var onLimit: (@Sendable (Duration) -> Void)?
    /// The path of a PEM file with certificate authorities to trust beside the system's.
    public var caFile: String?
    /// Certificates in PEM form to trust beside the system's.
    public var trustRoots: [String] = []
    /// The proxy for `https` addresses; nil to go there directly.
    public var proxy: SeamProxy?
    /// The value of the `seam-sdk-name` header.
    public var sdkName = "keyshift/swift"
    /// The value of the `seam-sdk-version` header.
    public var sdkVersion = "0.2.0"

    /// The defaults.
    public init() {}

    /// Refuses settings with which no call could work.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_options`, naming the setting.
    func check() throws(SeamError) {
        let problem: String? =
            if maxConnections < 1 {
                "maxConnections is \(maxConnections); it must be at least 1"
            } else if connectTimeout <= .zero || requestTimeout <= .zero {
                "connectTimeout and requestTimeout must be longer than nothing"
            } else if idleLimit < .zero {
                "idleLimit must not be less than nothing"
            } else if maxResponseBytes < 1 {
                "maxResponseBytes is \(maxResponseBytes); it must be at least 1"
            } else if maxRetries < 0 {
                "maxRetries is \(maxRetries); it must be 0 or more"
            } else if ![sdkName, sdkVersion].allSatisfy({ $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } }) {
                "sdkName and sdkVersion must be words without spaces"
            } else {
                nil
            }
        if let problem { throw SeamError(.invalidOptions, problem) }
    }
}

internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

/// What all connections of one transport share.
struct TransportSettings: Sendable {
    /// The secure part; nil for plain HTTP.
    struct TLS: Sendable {
        var context: NIOSSLContext
        /// The name to ask for and to find in the certificate; nil for an IP address, which is then checked itself.
        var serverName: String?
    }

    var host: String
    var port: Int
    /// What all requests have in common.
    var form: RequestForm
    var tls: TLS?
    /// The way to a secure server; nil for the direct one.
    var proxy: SeamProxy?
    var maxConnections: Int
    var connectTimeout: TimeAmount
    var requestTimeout: TimeAmount
    var idleLimit: TimeAmount
    var maxResponseBytes: Int
    /// Finds the addresses of a name; nil for the system's way.
    var makeResolver: (@Sendable (any EventLoop) -> any Resolver & Sendable)?

    /// The server's host and port, with the port even where it is the usual one.
    var target: String {
        "\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}

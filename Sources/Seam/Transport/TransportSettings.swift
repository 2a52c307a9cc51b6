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
    var maxResponseBytes: Int
    /// Finds the addresses of a name; nil for the system's way.
    var makeResolver: (@Sendable (any EventLoop) -> any Resolver & Sendable)?

    init(_ address: SeamAddress, _ options: SeamClientOptions, headers: HTTPHeaders) throws(TransportFailure) {
        host = address.host
        port = address.port
        form = RequestForm(basePath: address.basePath, headers: headers)
        maxConnections = options.maxConnections
        connectTimeout = TimeAmount(options.connectTimeout)
        requestTimeout = TimeAmount(options.requestTimeout)
        maxResponseBytes = options.maxResponseBytes
        guard address.isSecure else { return }
        let isIP = (try? SocketAddress(ipAddress: address.host, port: address.port)) != nil
        tls = TLS(context: try Self.context(options), serverName: isIP ? nil : address.host)
        proxy = options.proxy
    }

    /// The server's host and port, with the port even where it is the usual one.
    var target: String {
        "\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    private static func context(_ options: SeamClientOptions) throws(TransportFailure) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.applicationProtocols = ["http/1.1"]
        // Older versions are broken, and formally deprecated (RFC 8996).
        configuration.minimumTLSVersion = .tlsv12
        do {
            if let file = options.caFile {
                configuration.additionalTrustRoots.append(.certificates(try NIOSSLCertificate.fromPEMFile(file)))
            }
            for text in options.trustRoots {
                let certificates = try NIOSSLCertificate.fromPEMBytes(Array(text.utf8))
                configuration.additionalTrustRoots.append(.certificates(certificates))
            }
            return try NIOSSLContext(configuration: configuration)
        } catch {
            let source = options.caFile.map { "the certificate file \($0)" } ?? "a certificate of trustRoots"
            throw TransportFailure(
                .options,
                "\(source) cannot be read as PEM",
                delivery: .notSent,
                underlying: error,
            )
        }
    }
}

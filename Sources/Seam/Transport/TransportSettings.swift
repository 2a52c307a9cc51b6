internal import NIOCore
internal import NIOHTTP1
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
    var basePath: String
    /// The headers of every request, all but the length.
    var headers: HTTPHeaders
    var tls: TLS?
    var maxConnections: Int
    var connectTimeout: TimeAmount
    var requestTimeout: TimeAmount
    var maxResponseBytes: Int

    init(_ address: SeamAddress, _ options: SeamClientOptions, headers: HTTPHeaders) throws(TransportFailure) {
        host = address.host
        port = address.port
        basePath = address.basePath
        self.headers = headers
        maxConnections = options.maxConnections
        connectTimeout = TimeAmount(options.connectTimeout)
        requestTimeout = TimeAmount(options.requestTimeout)
        maxResponseBytes = options.maxResponseBytes
        guard address.isSecure else { return }
        let isIP = (try? SocketAddress(ipAddress: address.host, port: address.port)) != nil
        tls = TLS(context: try Self.context(options), serverName: isIP ? nil : address.host)
    }

    private static func context(_ options: SeamClientOptions) throws(TransportFailure) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.applicationProtocols = ["http/1.1"]
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

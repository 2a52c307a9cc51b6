internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

extension TransportSettings {
    /// What a client's options say about the way to an address.
    ///
    /// - Throws: ``TransportFailure`` of the kind `options` for a certificate that cannot be read.
    init(_ address: SeamAddress, _ options: SeamClientOptions, headers: HTTPHeaders) throws(TransportFailure) {
        host = address.host
        port = address.port
        form = RequestForm(basePath: address.basePath, headers: headers)
        maxConnections = options.maxConnections
        connectTimeout = TimeAmount(options.connectTimeout)
        requestTimeout = TimeAmount(options.requestTimeout)
        idleLimit = TimeAmount(options.idleLimit)
        maxResponseBytes = options.maxResponseBytes
        guard address.isSecure else { return }
        let isIP = (try? SocketAddress(ipAddress: address.host, port: address.port)) != nil
        tls = TLS(context: try Self.context(options), serverName: isIP ? nil : address.host)
        proxy = options.proxy
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

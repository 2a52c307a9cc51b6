internal import NIOSSL

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension TransportFailure {
    private static let checkEndpoint = "check the endpoint (SEAM_ENDPOINT)"

    /// Why a TLS handshake failed, and what to do; nil is a close without a word.
    static func tlsWords(for error: (any Error)?, _ certificate: NIOSSLCertificate?) -> String {
        guard let error else { return "the server closed the connection in the TLS handshake; \(checkEndpoint)" }
        if isWrongName(error) { return "its certificate is for another name; \(checkEndpoint)" }
        let text = String(describing: error)
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
            return certificate.flatMap(outOfDate)
                ?? "its certificate is not signed by a trusted authority; \(checkEndpoint), or give the file of a private "
                + "authority as caFile (SEAM_CA_FILE)"
        }
        if text.contains("WRONG_VERSION_NUMBER") { return "it does not speak TLS; is it an http:// address?" }
        if text.contains("PROTOCOL_VERSION") || text.contains("UNSUPPORTED_PROTOCOL") {
            return "it speaks no TLS of version 1.2 or newer; the server, or what stands before it, has to be updated"
        }
        return "the TLS handshake failed; \(checkEndpoint)"
    }

    private static func isWrongName(_ error: any Error) -> Bool {
        if let error = error as? NIOSSLExtraError { return error == .failedToValidateHostname }
        if case .unableToValidateCertificate? = error as? NIOSSLError { return true }
        return false
    }

    /// What is wrong with the dates of a certificate; nil when they hold.
    private static func outOfDate(_ certificate: NIOSSLCertificate) -> String? {
        let now = time(nil)
        if certificate.notValidAfter < now {
            return
                "its certificate expired on \(day(of: certificate.notValidAfter)); whoever runs the server has to renew "
                + "it, unless this machine's clock is wrong"
        }
        if certificate.notValidBefore > now {
            return
                "its certificate holds from \(day(of: certificate.notValidBefore)) on only; check this machine's clock"
        }
        return nil
    }

    /// The date in UTC, such as `2026-11-24`, of a time in seconds since 1970.
    static func day(of time: time_t) -> String {
        var parts = unsafe tm()
        var time = time
        guard unsafe gmtime_r(&time, &parts) != nil else { return "an unknown day" }
        func digits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (year, month, day) = unsafe (parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday)
        return "\(year)-\(digits(month))-\(digits(day))"
    }
}

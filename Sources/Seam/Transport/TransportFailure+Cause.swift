internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension TransportFailure {
    /// The TLS handshake took too long.
    static var handshakeTimeout: TransportFailure {
        TransportFailure(.connectTimeout, "no TLS handshake in time", delivery: .notSent)
    }

    /// Why no TCP connection was made.
    static func connecting(_ error: any Error) -> TransportFailure {
        if let error = error as? NIOConnectionError {
            if let cause = error.connectionErrors.first?.error { return connecting(cause) }
            return TransportFailure(.connect, "the name has no address", delivery: .notSent, underlying: error)
        }
        if case .connectTimeout? = error as? ChannelError {
            return TransportFailure(.connectTimeout, "no connection in time", delivery: .notSent, underlying: error)
        }
        return TransportFailure(.connect, words(for: error), delivery: .notSent, underlying: error)
    }

    /// Why a connection failed between TCP and the end of the TLS handshake; nil is a close without a word.
    static func opening(_ error: (any Error)?, isSecure: Bool) -> TransportFailure {
        guard let error else {
            let reason =
                isSecure ? "the server closed the connection in the TLS handshake" : "the connection was closed"
            return TransportFailure(isSecure ? .tls : .connect, reason, delivery: .notSent)
        }
        if error is NIOSSLError || error is BoringSSLError || error is NIOSSLExtraError {
            return TransportFailure(.tls, tlsWords(for: error), delivery: .notSent, underlying: error)
        }
        return TransportFailure(.connect, words(for: error), delivery: .notSent, underlying: error)
    }

    private static func tlsWords(for error: any Error) -> String {
        if let error = error as? NIOSSLExtraError, error == .failedToValidateHostname {
            return "its certificate is for another name"
        }
        let text = String(describing: error)
        if case .unableToValidateCertificate? = error as? NIOSSLError { return "its certificate is for another name" }
        if text.contains("CERTIFICATE_VERIFY_FAILED") { return "its certificate is not signed by a trusted authority" }
        if text.contains("WRONG_VERSION_NUMBER") { return "it does not speak TLS; is it an http:// address?" }
        return "the TLS handshake failed"
    }

    static func words(for error: any Error) -> String {
        guard let error = error as? IOError else { return "the connection failed" }
        switch error.errnoCode {
        case ECONNREFUSED: return "connection refused"
        case ECONNRESET, EPIPE: return "connection reset"
        case EHOSTUNREACH, ENETUNREACH: return "no route to it"
        case EMFILE, ENFILE: return "too many open files"
        default: return "the connection failed with error \(error.errnoCode)"
        }
    }
}

extension AnswerAssembler {
    /// What an error of the channel means for the running exchange.
    func failure(for error: any Error) -> TransportFailure {
        if let error = error as? HTTPParserError {
            // The end of the connection reaches the parser as an error when an answer has begun.
            return error == .invalidEOFState
                ? interruption(underlying: error)
                : failure(.malformed, "the answer is not HTTP", underlying: error)
        }
        if let error = error as? IOError {
            return failure(.closed, TransportFailure.words(for: error), underlying: error)
        }
        return interruption(underlying: error)
    }
}

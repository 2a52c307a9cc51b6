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
    /// The TLS handshake, or the proxy's tunnel before it, took too long.
    static func handshakeTimeout(_ settings: TransportSettings) -> TransportFailure {
        guard let proxy = settings.proxy else {
            return TransportFailure(.connectTimeout, "no TLS handshake in time", delivery: .notSent)
        }
        let reason = "no secure connection to \(settings.target) over the proxy \(proxy) in time"
        return TransportFailure(.proxyTimeout, "\(reason); check HTTPS_PROXY and the network", delivery: .notSent)
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
    static func opening(
        _ error: (any Error)?,
        in context: ChannelHandlerContext?,
        isSecure: Bool,
    ) -> TransportFailure {
        if let failure = error as? TransportFailure { return failure }
        guard isSecure else {
            let reason = error.map(words) ?? "the connection was closed"
            return TransportFailure(.connect, reason, delivery: .notSent, underlying: error)
        }
        if let error, !(error is NIOSSLError), !(error is BoringSSLError), !(error is NIOSSLExtraError) {
            return TransportFailure(.connect, words(for: error), delivery: .notSent, underlying: error)
        }
        // It is still known when the handshake has failed over it.
        let certificate = try? context?.pipeline.syncOperations.nioSSL_peerCertificate()
        let reason = tlsWords(for: error, certificate)
        return TransportFailure(.tls, reason, delivery: .notSent, underlying: error)
    }

    /// What happened to a connection, in a few words.
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

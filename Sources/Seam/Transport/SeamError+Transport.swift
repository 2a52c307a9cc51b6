extension SeamError {
    /// The error of a call that got no complete answer.
    init(_ failure: TransportFailure, path: String, address: SeamAddress) {
        let isRead = SeamCatalogue.endpoint(path: path)?.effect == .read
        let (code, message) = Self.explain(failure, address, isRead: isRead)
        self.init(
            code,
            message,
            status: failure.status,
            delivery: failure.delivery,
            path: path,
            underlying: failure.underlying,
        )
    }

    private static func explain(
        _ failure: TransportFailure,
        _ address: SeamAddress,
        isRead: Bool,
    ) -> (Code, String) {
        let place = "the endpoint (SEAM_ENDPOINT)"
        let reason = failure.reason
        let fate = fate(failure.delivery, isRead: isRead)
        return switch failure.kind {
        case .connect: (.connection, "cannot reach \(address) (\(reason)); check \(place) and that the server runs")
        case .connectTimeout: (.timeout, "cannot reach \(address) (\(reason)); check \(place) and the network")
        case .tls: (.tls, "no secure connection to \(address): \(reason)")
        case .closed: (.connection, "\(reason) by \(address); \(fate)")
        case .timeout: (.timeout, "\(reason) from \(address); \(fate)")
        case .malformed: (.invalidResponse, "\(reason); check that \(place) is Seam's")
        case .tooLarge: (.responseTooLarge, "\(reason); ask for less with limit, or raise maxResponseBytes")
        case .cancelled: (.cancelled, "the call was cancelled; \(fate)")
        case .shutDown: (.shutDown, "the client has been shut down; make another one")
        case .options: (.invalidOptions, reason)
        case .late: (.late, "\(reason); nothing was sent")
        case .proxyUnreachable: (.connection, reason)
        case .proxyTimeout: (.timeout, reason)
        case .proxyRefused: (.proxy, reason)
        }
    }

    private static func fate(_ delivery: Delivery, isRead: Bool) -> String {
        switch delivery {
        case .notSent: "nothing was sent"
        case .unanswered where isRead: "it was a read, and changed nothing"
        case .unanswered: "whether the call had an effect is not known"
        case .answered: "the server has answered"
        }
    }
}

extension SeamError {
    /// The error of a document for an address that is not Seam's, in words that name no setting of Seam.
    init(posting failure: TransportFailure, to address: SeamAddress) {
        let (host, reason) = (address.host, failure.reason)
        let (code, message): (Code, String) =
            switch failure.kind {
            case .connect, .connectTimeout: (.connection, "cannot reach \(host) (\(reason))")
            case .tls: (.tls, "no secure connection to \(host): \(reason)")
            case .malformed: (.invalidResponse, "\(host) does not answer in HTTP")
            case .tooLarge: (.responseTooLarge, "\(host) answers without end")
            case .timeout: (.timeout, "\(host): \(reason)")
            case .cancelled: (.cancelled, "it was stopped before \(host) answered")
            case .proxyTimeout: (.timeout, reason)
            case .proxyRefused: (.proxy, reason)
            case .closed, .shutDown, .options, .late, .proxyUnreachable: (.connection, "\(host): \(reason)")
            }
        self.init(code, message, status: failure.status, delivery: failure.delivery, underlying: failure.underlying)
    }
}

import CivilTime
internal import Model
import Seam

/// What an error of a send, or of a read, says about the row.
enum SendVerdict: Hashable {
    /// The server asks to wait so long; nothing has changed.
    case throttled(TimeSpan)
    /// The server, or the client before it, has said no for good; nothing has changed.
    case refused
    /// It may have arrived, or may still arrive.
    case uncertain
    /// Nothing has left; another try may work.
    case unsent
    /// This process gave up before anything left.
    case cancelled

    /// The wait after a 429 that names none.
    static let defaultWait = TimeSpan(milliseconds: 60_000)

    init(_ error: SeamError) {
        switch error.delivery {
        case .notSent: self = Self.beforeSending(error)
        case .unanswered: self = .uncertain
        case .answered: self = Self.answer(error)
        }
    }

    private static func beforeSending(_ error: SeamError) -> SendVerdict {
        switch error.code {
        case .connection, .timeout, .tls, .proxy, .late: .unsent
        case .cancelled: .cancelled
        default: .refused
        }
    }

    private static func answer(_ error: SeamError) -> SendVerdict {
        switch error.status {
        case 429:
            // A server that says 0 would otherwise be asked in a tight loop.
            .throttled(error.retryAfter.map { TimeSpan(milliseconds: Int64(max(1, $0)) * 1000) } ?? defaultWait)
        case .some(300..<400), .some(401..<408), .some(409..<500), 400: .refused
        default: .uncertain
        }
    }
}

extension RowError {
    /// The error of a call, in the words of the API.
    init(_ error: SeamError) {
        let isConnection = [.connection, .timeout, .tls, .proxy].contains(error.code) && error.delivery != .answered
        self.init(
            code: isConnection ? .connection : Code(rawValue: error.code.rawValue),
            message: Self.sentence(error),
            requestID: error.requestID,
        )
    }

    private static func sentence(_ error: SeamError) -> String {
        let details = error.validationErrors.sorted { $0.key < $1.key }.map { parameter, complaints in
            (parameter.isEmpty ? "" : "\(parameter): ") + complaints.joined(separator: ", ")
        }
        return ForeignText.sentence(([error.message] + details).joined(separator: "; "))
    }
}

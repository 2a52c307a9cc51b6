package import CivilTime
internal import Model
import Seam

/// What an error of a send, or of a read, says about the row.
package enum SendVerdict: Hashable, Sendable {
    /// The server asks to wait so long; nothing has changed.
    case throttled(TimeSpan)
    /// The server, or the client before it, has said no for good; nothing has changed.
    case refused
    /// The server has said no, because something like it is there already.
    case collision
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
            .throttled(error.retryAfter.map(wait) ?? defaultWait)
        // A server that had waited too long for the request, or wants it later, may have taken it all the same.
        case 408, 425: .uncertain
        case 409: .collision
        case .some(300..<500): .refused
        default: .uncertain
        }
    }

    /// A wait that a server asks for, from a second to ten minutes: after those it is asked again.
    private static func wait(seconds: Int) -> TimeSpan {
        TimeSpan(milliseconds: Int64(min(max(1, seconds), 600)) * 1000)
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
        // What the message says already is not said again: of a parameter only its name.
        let details = error.validationErrors.sorted { $0.key < $1.key }.compactMap { parameter, complaints -> String? in
            let news = complaints.filter { !error.message.contains($0) }
            if news.isEmpty { return parameter.isEmpty || error.message.contains(parameter) ? nil : parameter }
            return (parameter.isEmpty ? "" : "\(parameter): ") + news.joined(separator: ", ")
        }
        return ForeignText.sentence(([error.message] + details).joined(separator: "; "))
    }
}

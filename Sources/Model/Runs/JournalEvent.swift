package import CivilTime

/// One line of a run's history; lines are added, never changed.
package struct JournalEvent: Hashable, Sendable {
    /// What happened.
    package enum Kind: String, Codable, Sendable {
        /// A row was about to be sent.
        case intent
        /// A row came to stand somewhere.
        case outcome
        /// Another process took the run over.
        case adopted
        /// A send returned after another process had taken the run over.
        case late
        /// The run was ended before its rows were.
        case abandoned
        /// A command that names one booking has taken a row out of the run.
        case taken
        /// The PIN that a row makes is to be told by the hooks of `on_code`.
        case owed
        /// It was told, or there is none to tell.
        case told
        /// It could not be told.
        case untold
        /// The plan left something out: what it is, and on the next line why.
        case leftOut = "left_out"
    }

    /// The run.
    package var run: String
    /// The row's place in the plan, nil where the event is about the run.
    package var row: Int?
    /// What happened.
    package var kind: Kind
    /// When it happened.
    package var recordedAt: Instant
    /// The attempt that it belongs to, from 1.
    package var attempt: Int?
    /// Where the row stood after an outcome.
    package var status: RowStatus?
    /// The API's request id, when there was an answer.
    package var requestID: String?
    /// What went wrong, as `code: sentence`; the process for an adoption, and for an intent where several nodes send.
    package var detail: String?

    /// Makes it of its parts.
    package init(
        run: String,
        row: Int? = nil,
        kind: Kind,
        recordedAt: Instant,
        attempt: Int? = nil,
        status: RowStatus? = nil,
        requestID: String? = nil,
        detail: String? = nil,
    ) {
        self.run = run
        self.row = row
        self.kind = kind
        self.recordedAt = recordedAt
        self.attempt = attempt
        self.status = status
        self.requestID = requestID
        self.detail = detail
    }
}

extension JournalEvent {
    /// What a plan left out, as a line of its run.
    package init(_ left: Plan.LeftOut, of run: String, at instant: Instant) {
        let what = left.what.split(whereSeparator: \.isNewline).joined(separator: " ")
        self.init(run: run, kind: .leftOut, recordedAt: instant, detail: "\(what)\n\(left.why)")
    }

    /// What a plan left out, as its run kept it; nil for any other line.
    package var leftOut: Plan.LeftOut? {
        guard kind == .leftOut, let kept = detail else { return nil }
        let parts = kept.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        return Plan.LeftOut(what: String(parts[0]), why: parts.count > 1 ? String(parts[1]) : "")
    }
}

extension JournalEvent {
    /// The code of what went wrong, nil where nothing did.
    package var errorCode: RowError.Code? {
        detail.map { RowError.Code(rawValue: String($0.prefix { $0 != ":" })) }
    }
}

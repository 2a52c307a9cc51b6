package import CivilTime
package import Journal
package import Model

/// A plan of the journal that somebody has approved, on its way to a run.
package struct ApprovedPlan: Sendable {
    /// The plan.
    package let plan: WaitingPlan
    /// Its rows.
    package let file: PlanFile

    /// Reads a plan; `hash` may be the first 8 signs of it or more.
    /// - Throws: `unknownPlan`; `tampered` or `load_error` for a document that is not as it was written.
    package init(_ hash: String, in journal: any ApprovalStore, at now: Instant) async throws {
        let full = try await Self.resolve(hash, in: journal, at: now)
        let (plan, document) = try await journal.waitingPlan(full)
        guard !document.isEmpty else { throw JournalError.unknownPlan(hash) }
        var file = try PlanFile(parsing: document, name: "the plan \(plan.shortHash)")
        guard file.approvalHash(for: plan.author) == plan.hash else {
            throw PlanError(
                .tampered,
                "the plan \(plan.shortHash) of the journal is not as it was approved: its rows have another hash."
            )
        }
        file.expiresAt = plan.expiresAt
        self.plan = plan
        self.file = file
    }

    /// Whether a word can be the hash of a plan.
    package static func canName(_ word: String) -> Bool {
        (8...64).contains(word.utf8.count) && word.allSatisfy { $0.isASCII && $0.isHexDigit }
    }

    /// The whole hash that begins like a word.
    /// - Throws: `unknownPlan` for none and for several.
    package static func resolve(
        _ word: String,
        in journal: any ApprovalStore,
        at now: Instant,
    ) async throws(JournalError) -> String {
        guard canName(word) else { throw JournalError.unknownPlan(word) }
        let word = word.lowercased()
        let found = try await journal.waitingPlans(since: now - memory).filter { $0.hash.hasPrefix(word) }
        guard let plan = found.first, found.count == 1 else { throw JournalError.unknownPlan(word) }
        return plan.hash
    }

    /// How far back plans are listed.
    package static let memory = TimeSpan(milliseconds: 30 * 86_400_000)

    /// Keeps what became of the plan and of the firing that asked for it, after its run has ended or was refused.
    package static func settle(
        _ report: RunReport,
        of hash: String,
        sentence: String?,
        in journal: any Journal,
        at now: Instant,
    ) async throws(JournalError) {
        if let firing = try await journal.firing(ofRun: report.runID) {
            let outcome = FiringOutcome(of: firing, schedule: nil, now: now)
            try await journal.finishFiring(outcome.ending(report, sentence: sentence, rateLimited: 0))
        }
        if report.state == .completed, !report.isInJournal { return try await journal.completePlan(hash, at: now) }
        guard let why = reason(report, sentence) else { return }
        try await journal.failPlan(hash, because: why, at: now)
    }

    /// Why the plan will not begin another time either, nil where it has begun or may.
    private static func reason(_ report: RunReport, _ sentence: String?) -> String? {
        guard let failure = report.failure else {
            return report.isInJournal ? nil : "each of its groups has been changed since"
        }
        guard report.state == .refused, failure.code.isOfChecks else { return nil }
        return "\(failure.code): \(sentence ?? failure.message)"
    }
}

extension FailureCode {
    /// Whether a check of the rows or of the plan refused, so that the same plan is refused again.
    fileprivate var isOfChecks: Bool {
        switch self {
        case .maxGroups, .maxShift, .lockout, .mixed, .once, .recent, .shorten, .overlap, .zoneData, .tampered: true
        default: false
        }
    }
}

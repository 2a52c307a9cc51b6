package import CivilTime
package import Journal
package import Model
package import Seam

/// Gives PINs that were made to the hooks of `on_code`, so that they come to their guests.
///
/// The journal has that a PIN is owed before its codes are made, and that it was told after a hook has taken it: whoever is
/// killed in between tells it again, under the same id. A PIN is read from Seam when it is told, and kept nowhere.
package struct CodeTeller: Sendable {
    /// Gives one notice to all hooks, and answers what went wrong, nil for nothing.
    package typealias Tell = @Sendable (CodeNotice) async -> String?

    /// How far back owed PINs are told; of older ones a person has heard long ago.
    package static let window = TimeSpan(milliseconds: 48 * 3_600_000)
    /// The pauses after tries that went wrong, the last of them again and again.
    private static let pauses = [5, 30, 120, 600].map { TimeSpan(milliseconds: $0 * 1000) }

    private let client: SeamClient
    private let journal: any Journal
    private let clock: EngineClock
    private let tell: Tell
    private let log: @Sendable (String) -> Void

    /// Makes a teller.
    package init(
        client: SeamClient,
        journal: any Journal,
        clock: EngineClock,
        tell: @escaping Tell,
        log: @escaping @Sendable (String) -> Void,
    ) {
        self.client = client
        self.journal = journal
        self.clock = clock
        self.tell = tell
        self.log = log
    }

    /// Tells what is owed and due, of one run or of all.
    package func tellDue(of run: String? = nil) async {
        do throws(JournalError) {
            let now = clock.now()
            for owed in try await journal.owedPINs(since: now - Self.window) {
                guard run.map({ owed.run.id == $0 }) ?? (Self.due(owed) <= now) else { continue }
                try await tell(owed)
            }
        } catch {
            log("the journal: \(error.message)")
        }
    }

    /// From when on a PIN is told by whoever looks at all runs; its own process has a moment to do it.
    private static func due(_ owed: OwedPIN) -> Instant {
        owed.lastAt + pauses[min(owed.tries, pauses.count - 1)]
    }

    private func tell(_ owed: OwedPIN) async throws(JournalError) {
        let members = owed.row.members.filter { $0.part == .add }
        let isMade = members.allSatisfy { [.applied, .onDevice].contains($0.status) }
        guard isMade else {
            // What failed has no PIN; what is on its way has none yet.
            guard [.failed, .conflict, .taken].contains(owed.row.status) else { return }
            return try await settle(owed, nil)
        }
        var codes: [AccessCode] = []
        do throws(SeamError) {
            codes = try await client.accessCodes.list(accessCodeIDs: members.map(\.accessCodeID))
        } catch {
            return try await settle(owed, "Seam could not be asked for it: \(ForeignText.sentence(error.message))")
        }
        // Codes that are gone again were undone or cancelled, and nobody needs their PIN.
        guard !codes.isEmpty else { return try await settle(owed, nil) }
        let pins = Set(codes.compactMap(\.code))
        guard pins.count == 1, let digits = pins.first else {
            return try await settle(
                owed,
                pins.isEmpty ? "Seam tells no PIN of it yet" : "its doors have different PINs"
            )
        }
        let notice = CodeNotice(
            id: "\(owed.run.id):\(owed.place)",
            run: owed.run,
            row: owed.row,
            why: Self.why(owed),
            digits: digits,
            at: clock.now(),
        )
        try await settle(owed, await tell(notice))
    }

    private func settle(_ owed: OwedPIN, _ error: String?) async throws(JournalError) {
        if let error { log("the PIN of \(owed.row.label) could not be told: \(error)") }
        try await journal.settlePIN(owed.place, run: owed.run.id, error: error, at: clock.now())
    }

    private static func why(_ owed: OwedPIN) -> CodeNotice.Why {
        guard owed.row.change == .create else { return .newPIN }
        return owed.run.origin == .booking(.readmit) ? .readmitted : .created
    }
}

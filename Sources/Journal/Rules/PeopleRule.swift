package import CivilTime
package import Model

/// Who may do what, and how often a secret may be typed.
package enum PeopleRule {
    /// The wrong tries of a name.
    package struct Tries: Hashable, Sendable {
        /// How many, since the last right one.
        package var count: Int
        /// When the next one is looked at.
        package var next: Instant

        /// Makes tries of their parts.
        package init(count: Int, next: Instant) {
            self.count = count
            self.next = next
        }
    }

    /// How long a one-time secret can be used.
    package static let linkLifetime = TimeSpan(milliseconds: 10 * 60_000)
    /// How long somebody stays signed in at a desk.
    package static let sessionLifetime = TimeSpan(milliseconds: 12 * 3_600_000)

    private static let freeTries = 3
    private static let longestPause = TimeSpan(milliseconds: 15 * 60_000)

    /// Whether a name can be one of a person: nothing in it is hidden or acts on a terminal, and no two look the same for that.
    package static func canName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 64 && !name.hasPrefix("-") && FoldedName(name).isEmpty == false
            && !name.unicodeScalars.contains { HiddenScalars.isUnsafe($0) || HiddenScalars.isZeroWidth($0) }
    }

    /// A try more, which counts as wrong; three are free, then each waits twice as long as the one before, 15 min at most.
    /// - Throws: `signInSlowed` for one that comes too soon.
    package static func tried(_ name: String, _ tries: Tries?, at instant: Instant) throws(JournalError) -> Tries {
        if let tries, instant < tries.next {
            throw JournalError.signInSlowed(name, until: tries.next, at: instant)
        }
        let count = (tries?.count ?? 0) + 1
        return Tries(count: count, next: instant + pause(after: count))
    }

    private static func pause(after count: Int) -> TimeSpan {
        guard count >= freeTries else { return .zero }
        return min(TimeSpan(milliseconds: 1000 << Int64(min(count - freeTries, 20))), longestPause)
    }

    /// Makes sure that a person is there who may do something.
    /// - Throws: `notSignedIn`, `role`.
    package static func require(
        _ role: Person.Role,
        _ name: String?,
        among people: [Person],
        to what: String,
    ) throws(JournalError) {
        guard let name, let person = people.first(where: { $0.name == name }) else { throw JournalError.notSignedIn }
        guard person.role >= role else { throw JournalError.role(person, needs: role, to: what) }
    }

    /// Makes sure that a run may send something: people are asked where there are any, but for what a schedule was granted,
    /// and for what was approved (`ApprovalRule`).
    /// - Throws: `notSignedIn`, `role`.
    package static func requireSender(of run: RunRecord, among people: [Person]) throws(JournalError) {
        guard !people.isEmpty, run.scheduleName == nil, run.approval == nil else { return }
        try require(.operator, run.person, among: people, to: "send anything")
    }

    /// Makes sure that somebody else can add people when one is removed.
    /// - Throws: `unknownPerson`, `lastAdmin`.
    package static func requireAdminBeside(_ name: String, among people: [Person]) throws(JournalError) {
        guard people.contains(where: { $0.name == name }) else { throw JournalError.unknownPerson(name) }
        guard people.contains(where: { $0.role == .admin && $0.name != name }) else {
            throw JournalError.lastAdmin(name)
        }
    }

    /// Makes sure that a one-time secret may be made: the first without anybody, the others by an admin for a person.
    /// - Throws: `notSignedIn`, `role`, `unknownPerson`.
    package static func requireLink(
        for name: String,
        by actor: String?,
        among people: [Person],
    ) throws(JournalError) {
        if people.isEmpty {
            guard name.isEmpty else { throw JournalError.unknownPerson(name) }
            return
        }
        try require(.admin, actor, among: people, to: "make a one-time secret")
        guard people.contains(where: { $0.name == name }) else { throw JournalError.unknownPerson(name) }
    }

    /// What a try is compared with.
    package static func facts(
        secret: SecretHash?,
        link: PeopleLink?,
        hasPeople: Bool,
        at instant: Instant,
    ) -> SignInFacts {
        let open = link.flatMap { instant < $0.until ? $0.secret : nil }
        return SignInFacts(secret: secret, link: open, isFirst: !hasPeople)
    }
}

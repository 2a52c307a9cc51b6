import CivilTime
import Journal
import JournalTesting
import Model
import SQLJournal

@testable import RunEngine

/// People, and plans that wait for them.
extension MatrixWorld {
    /// Six stays lose an hour, nobody is inside, and that it is many is meant.
    static let shorter = """
        for g in groups.all():where(function(g) return g.name:find('^SX') end):each() do
          g:shift({ ends = '-1h' }, { allow = 'shorten' })
        end
        """
    /// Five of the same six stays.
    static let fiveOfThem = shorter.replacing("'^SX'", with: "'^SX%-[2-6]'")

    /// Makes any plan wait that takes time.
    static let holdsAll: @Sendable (inout Engine.Options) -> Void = { options in
        guard let settings = try? Settings(json: #"{ "hold_above": "always" }"#, file: "keyshift.json") else { return }
        options.settings = settings
    }

    /// The people of the house: root adds them.
    static let people: [(name: String, role: Person.Role)] = [
        ("ana", .operator), ("ben", .approver), ("eva", .approver), ("max", .approver), ("vera", .viewer),
    ]

    /// One of the people, by name.
    static func person(_ name: String?, at now: Instant) -> Person? {
        let role = people.first { $0.name == name }?.role
        return name.map { Person(name: $0, role: role ?? .admin, addedAt: now, addedBy: nil) }
    }

    /// Adds the people.
    func addPeople() async throws {
        let journal = try environment.journal()
        let now = environment.clock.now()
        let link = PeopleLink(person: "", secret: SecretHash("link"), until: now + PeopleRule.linkLifetime)
        try await journal.keepLink(link, by: nil, at: now)
        _ = try await journal.signIn(
            "root",
            .link(link.secret, newSecret: SecretHash("root")),
            DeskSession(fingerprint: "root", until: now + PeopleRule.sessionLifetime),
            at: now,
        )
        for (name, role) in Self.people {
            let person = Person(name: name, role: role, addedAt: now, addedBy: "root")
            try await journal.addPerson(person, secret: SecretHash(name))
        }
    }

    /// An engine of somebody who is signed in, which lets any plan wait that takes time; `operatorName` is only a note.
    func holding(
        of name: String?,
        as operatorName: String? = nil,
        on journal: (any Journal)? = nil,
        _ change: (inout Engine.Options) -> Void = { _ in },
    ) -> Engine {
        var options = Engine.Options()
        options.pace = .off
        Self.holdsAll(&options)
        change(&options)
        var environment = environment
        environment.person = Self.person(name, at: environment.clock.now())
        environment.operatorName = operatorName ?? name ?? "ana"
        if let journal { environment.journal = { journal } }
        return Engine(environment, options: options)
    }

    /// Asks for a plan that waits, and brings it.
    @discardableResult
    func ask(
        _ source: String = shorter,
        by name: String? = "ana",
        as operatorName: String? = nil,
        id: String = "asks",
    ) async throws -> WaitingPlan {
        let report = await holding(of: name, as: operatorName).drive(.script(Self.script(source)), .given, runID: id)
        guard let plan = report.waiting else { throw Unexpected(words: report.failure?.message ?? "it does not wait") }
        return plan
    }

    /// Approves a plan.
    @discardableResult
    func approve(_ plan: WaitingPlan, by name: String? = "ben") async throws -> WaitingPlan {
        let decider = PlanDecider(person: name, name: name ?? "ben")
        return try await environment.journal().approvePlan(plan.hash, by: decider, at: environment.clock.now())
    }

    /// Begins a plan as `keyshift serve` does, for nobody; `journal` is that of another process.
    func begin(_ plan: WaitingPlan, id: String = "begun", on journal: (any Journal)? = nil) async throws -> RunReport {
        let own = try journal ?? environment.journal()
        let approved = try await ApprovedPlan(plan.hash, in: own, at: environment.clock.now())
        let engine = holding(of: nil, as: "serve", on: journal)
        let report = await engine.drive(.approved(approved.plan, approved.file), .given, runID: id)
        try await ApprovedPlan.settle(report, of: plan.hash, sentence: nil, in: own, at: environment.clock.now())
        return report
    }

    /// A plan of the journal, as it stands.
    func waiting(_ plan: WaitingPlan) async throws -> WaitingPlan {
        try await environment.journal().waitingPlan(plan.hash).plan
    }
}

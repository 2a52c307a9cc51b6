import Journal
import Model
import Testing

@testable import RunEngine

/// Who approves what, and why not.
struct ApprovalDecision: Sendable, CustomTestStringConvertible {
    let name: String
    var author: String? = "ana"
    /// What `--operator` says.
    var note: String?
    var person: String?
    var reason: String?
    var breaksGlass = false
    var before: @Sendable (MatrixWorld, WaitingPlan) async throws -> Void = { _, _ in }
    let code: JournalError.Code?

    var testDescription: String { name }

    static let all: [ApprovalDecision] = [
        ApprovalDecision(name: "another approver", person: "ben", code: nil),
        ApprovalDecision(name: "an admin", person: "root", code: nil),
        ApprovalDecision(name: "the author", author: "ben", person: "ben", code: .ownPlan),
        ApprovalDecision(
            name: "the author under another --operator",
            author: "ben",
            note: "eva",
            person: "ben",
            code: .ownPlan
        ),
        ApprovalDecision(name: "nobody who is signed in", note: "ben", person: nil, code: .notSignedIn),
        ApprovalDecision(name: "an operator", author: "ben", person: "ana", code: .role),
        ApprovalDecision(name: "a viewer", person: "vera", code: .role),
        ApprovalDecision(
            name: "somebody who was removed",
            person: "ben",
            before: { world, plan in
                try await world.environment.journal().removePerson("ben", by: "root", at: plan.askedAt)
            },
            code: .notSignedIn
        ),
        ApprovalDecision(
            name: "too late",
            person: "ben",
            before: { world, _ in try await world.pass(minutes: 24 * 60 + 1) },
            code: .planOver
        ),
        ApprovalDecision(
            name: "after somebody refused it",
            person: "ben",
            before: { world, plan in
                let decider = PlanDecider(person: "eva", name: "eva", reason: "too many")
                _ = try await world.environment.journal().refusePlan(plan.hash, by: decider, at: plan.askedAt)
            },
            code: .planOver
        ),
        ApprovalDecision(
            name: "after somebody approved it",
            person: "ben",
            before: { world, plan in try await world.approve(plan, by: "eva") },
            code: .planOver
        ),
        ApprovalDecision(
            name: "the author, too early",
            person: "ana",
            reason: "alone",
            breaksGlass: true,
            code: .ownPlan
        ),
        ApprovalDecision(
            name: "the author after 15 minutes, without a reason",
            person: "ana",
            breaksGlass: true,
            before: { world, _ in try await world.pass(minutes: 15) },
            code: .ownPlan
        ),
        ApprovalDecision(
            name: "somebody else by breaking the glass",
            author: "max",
            person: "ana",
            reason: "alone",
            breaksGlass: true,
            before: { world, _ in try await world.pass(minutes: 15) },
            code: .ownPlan
        ),
        ApprovalDecision(
            name: "the author after 15 minutes, with a reason",
            person: "ana",
            reason: "alone",
            breaksGlass: true,
            before: { world, _ in try await world.pass(minutes: 15) },
            code: nil
        ),
    ]
}

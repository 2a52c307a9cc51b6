import CivilTime
import Journal
import Model

@testable import RunEngine

// MARK: - Second people

extension MatrixCell {
    private static let always = MatrixWorld.holdsAll

    /// What waits for a second person, on each way that can; a booking and a resume never do.
    static let holds: [MatrixCell] =
        script("needs_approval", MatrixWorld.shorter, options: always).filter { $0.way != .plan } + [
            MatrixCell(way: .firing, code: "needs_approval", isHeldBySchedule: true) { _ in
                .way(.script(MatrixWorld.script("groups.get('ito'):extend('1h')")))
            },
            MatrixCell(way: .file, code: "needs_approval", options: always) { world in
                .way(.file(try await world.file(MatrixWorld.shorter), name: "tonight.json", allowsPartial: false))
            },
            MatrixCell(way: .undo, code: "needs_approval", options: always) { world in
                try await world.happen("groups.get('haas'):shift('24h')", id: "first")
                return .way(.undo(of: "first", UndoSelection()))
            },
            MatrixCell(way: .approved, code: "needs_approval") { world in
                let plan = try await world.ask()
                let approved = try await ApprovedPlan(plan.hash, in: world.environment.journal(), at: plan.askedAt)
                return .way(.approved(approved.plan, approved.file))
            },
        ]

    /// Who may send, on each way: nobody is signed in, or a viewer is.
    static let senders: [MatrixCell] = WayIn.allCases.filter { $0 != .plan && $0 != .firing }.flatMap { way in
        [(nil, "not_signed_in"), ("vera", "role")].compactMap { (name: String?, code) in
            // What was approved begins for nobody, as serve has it begin.
            if way == .approved, name == nil { return nil }
            return MatrixCell(way: way, code: code, person: name) { world in
                let wish = try await Self.wish(of: way, world)
                try await world.addPeople()
                return wish
            }
        }
    }

    private static func wish(of way: WayIn, _ world: MatrixWorld) async throws -> Wish {
        let source = "groups.get('ito'):extend('1h')"
        switch way {
        case .run, .plan, .firing: return .way(.script(MatrixWorld.script(source)))
        case .prompt: return .typed(source)
        case .file: return .way(.file(try await world.file(source), name: "tonight.json", allowsPartial: false))
        case .approved:
            let plan = try await world.approve(try await world.ask(by: nil))
            let approved = try await ApprovedPlan(plan.hash, in: world.environment.journal(), at: plan.askedAt)
            return .way(.approved(approved.plan, approved.file))
        case .move: return .way(.booking(.move("BK-2", starts: nil, ends: "2026-11-27T19:00:00Z")))
        case .extend: return .way(.booking(.extend("BK-1", to: "2026-11-26T21:00:00Z")))
        case .undo:
            try await world.happen(source, id: "first")
            return .way(.undo(of: "first", UndoSelection()))
        case .resume:
            try await world.stopEarly(source, id: "first")
            return .way(.resume("first"))
        }
    }

    /// A plan that was approved before something came in its way.
    static func approved(_ kept: KeptPlan) -> MatrixCell {
        MatrixCell(way: .approved, code: kept.code) { world in
            var file = try await world.file(kept.source, shortenFrom: kept.shortenFrom)
            kept.change(&file)
            let plan = try await world.keep(file)
            file.expiresAt = plan.expiresAt
            try await world.approve(plan, by: nil)
            try await kept.after(world)
            return .way(.approved(try await world.waiting(plan), file))
        }
    }

    /// All checks are made again when an approved plan begins.
    static let approvals = KeptPlan.all.map(approved)
}

extension MatrixWorld {
    /// Keeps a file as a plan that waits.
    fileprivate func keep(_ file: PlanFile) async throws -> WaitingPlan {
        let now = environment.clock.now()
        let plan = WaitingPlan(
            hash: file.approvalHash(for: "ana"),
            scope: WorkspaceScope(endpoint: file.endpoint, workspaceID: file.workspaceID),
            author: "ana",
            askedBy: "asks",
            script: file.script,
            arguments: file.arguments,
            groups: file.plan.rows.count,
            askedAt: now,
            expiresAt: now + TimeSpan(milliseconds: 24 * 3_600_000),
        )
        return try await environment.journal().askApproval(of: plan, document: file.text)
    }
}

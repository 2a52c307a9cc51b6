internal import CivilTime
internal import Lua
internal import Seam

/// What the bindings of one script share; it lives on the thread of the script's state.
final class ScriptSession {
    let context: ScriptContext
    private(set) var workspace: Workspace?
    private(set) var builder: PlanBuilder?
    var leftOut: [Plan.LeftOut] = []

    init(_ context: ScriptContext) {
        self.context = context
    }

    /// The present instant by the engine's clock.
    var now: Instant { context.clock.now() }

    /// Calls `body` when the workspace has been read, which happens at the first need.
    func withPlan(
        _ body: @escaping (PlanBuilder) throws(LuaError) -> LuaAnswer
    ) throws(LuaError) -> LuaAnswer {
        if let builder { return try body(builder) }
        guard !context.isUnplanned else {
            throw LuaError(
                "--unplanned sends the calls of seam as they are made, and makes no other request: there is no plan, and "
                    + "groups is not there. Leave out --unplanned, or call seam.access_codes itself"
            )
        }
        let context = context
        return .wait(for: { await Self.read(context) }) { [self] _, outcome throws(LuaError) in
            try body(install(outcome))
        }
    }

    private func install(
        _ outcome: Result<(Workspace, WorkspaceIndex), SeamError>
    ) throws(LuaError) -> PlanBuilder {
        if let builder { return builder }
        do throws(SeamError) {
            let (workspace, index) = try outcome.get()
            let builder = PlanBuilder(index: index)
            self.workspace = workspace
            self.builder = builder
            return builder
        } catch {
            throw LuaError(error)
        }
    }

    /// Forgets every row and everything that was left out.
    func drop() {
        builder?.drop()
        leftOut = []
    }

    /// Makes the next call read the workspace again.
    func forgetWorkspace() {
        builder = nil
        leftOut = []
    }

    /// The plan as it stands.
    var plan: Plan {
        Plan(
            rows: builder?.rows ?? [],
            leftOut: leftOut,
            lockoutsAllowed: builder?.lockoutsAllowed ?? [],
            madeAt: now,
        )
    }

    private static func read(_ context: ScriptContext) async -> Result<(Workspace, WorkspaceIndex), SeamError> {
        do throws(SeamError) {
            let workspace = try await context.client.workspaces.get()
            let index = try await WorkspaceIndex.read(from: context.client, concurrency: context.concurrency)
            return .success((workspace, index))
        } catch {
            return .failure(error)
        }
    }
}

extension LuaError {
    /// The error table that a script sees for an error of the API.
    init(_ error: SeamError) {
        var fields: [String: Field] = ["code": .string(error.code.rawValue), "message": .string(error.description)]
        if let status = error.status { fields["status"] = .integer(Int64(status)) }
        if let requestID = error.requestID { fields["request_id"] = .string(requestID) }
        if !error.validationErrors.isEmpty {
            fields["validation_errors"] = .fields(
                error.validationErrors.mapValues { .list($0.map(Field.string)) }
            )
        }
        if let problem = error.underlying as? ActionAttemptProblem {
            fields["action_attempt"] = Field(problem.json)
        }
        self.init(error.description, fields: fields)
    }

    /// The error of a change that was not taken.
    init(_ error: PlanError) {
        self.init(error.message)
    }

    /// The error of a time that is none.
    init(_ error: CivilTimeError, in function: String) {
        self.init("\(function): \(error.message)")
    }
}

internal import CivilTime
internal import Journal
internal import Lua
internal import Model
internal import Scripting

/// Which runs of this journal gave a group the start or the end that it has: `group:run_of`, and `group:steps_of`.
enum GroupOrigin {
    static var runOf: BoundFunction {
        Surface.Group.runOf.bound(on: GroupValue.self) { _, group, bound throws(LuaError) in
            try answer(of: group, bound, "run_of") { changes, path, present in
                let found = changes.last { gave($0.row, path, present) }
                return found.map { .string($0.run.id) } ?? .nil
            }
        }
    }

    static var stepsOf: BoundFunction {
        Surface.Group.stepsOf.bound(on: GroupValue.self) { _, group, bound throws(LuaError) in
            try answer(of: group, bound, "steps_of") { changes, path, present in
                let steps = GroupSteps(changes, of: path, present: present).steps
                return .table(LuaTable(sequence: steps.map { .table(table(of: $0)) }))
            }
        }
    }

    /// A bound of codes, their start or their end.
    private typealias Bound = KeyPath<CodeState, Instant?> & Sendable

    /// What is made of the changes that runs sent to a group, and of the instants that the bound has on its doors now.
    private static func answer(
        of group: GroupValue,
        _ bound: String,
        _ name: String,
        _ make: @escaping @Sendable ([GroupHistory], any Bound, Set<Instant>) -> LuaValue,
    ) throws(LuaError) -> LuaAnswer {
        let path: any Bound = bound == "starts" ? \.startsAt : \.endsAt
        return try group.session.withPlan { builder in
            let present = Set(builder.index.members(of: group.target).compactMap { $0.state[keyPath: path] })
            let (key, read) = (group.target.identifier, group.session.context.history)
            return .wait(for: { await Self.read(key, read) }) { _, outcome throws(LuaError) in
                switch outcome {
                case .failure(let error): throw LuaError("\(name): the journal cannot be read: \(error.message)")
                case .success(let changes): return .value(make(changes, path, present))
                }
            }
        }
    }

    private static func table(of step: GroupSteps.Step) -> LuaTable {
        var fields: [String: LuaValue] = [
            "run": .string(step.run), "after": .object(TimeValue(step.after)), "by_length": .boolean(step.isByLength),
        ]
        fields["before"] = step.before.map { .object(TimeValue($0)) }
        return LuaTable(fields: fields)
    }

    /// Whether a row was sent, and changed a bound to one that the group has.
    private static func gave(
        _ row: Row,
        _ path: KeyPath<CodeState, Instant?>,
        _ present: Set<Instant>,
    ) -> Bool {
        guard [.applied, .onDevice, .pending, .look].contains(row.status) else { return false }
        return row.members.contains { member in
            let given = member.after[keyPath: path]
            return member.after.exists && given != member.before[keyPath: path]
                && given.map(present.contains) == true
        }
    }

    private static func read(
        _ key: String,
        _ history: @Sendable (String) async throws(JournalError) -> [GroupHistory],
    ) async -> Result<[GroupHistory], JournalError> {
        do throws(JournalError) {
            return .success(try await history(key))
        } catch {
            return .failure(error)
        }
    }
}

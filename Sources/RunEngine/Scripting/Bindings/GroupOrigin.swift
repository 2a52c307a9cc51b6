internal import CivilTime
internal import Journal
internal import Lua
internal import Model
internal import Scripting

/// Which runs of this journal gave a group the start or the end that it has: `group:run_of`, and `group:steps_of`.
enum GroupOrigin {
    static var stepsOf: BoundFunction {
        Surface.Group.stepsOf.bound(on: GroupValue.self) { _, group, bound throws(LuaError) in
            let path: any KeyPath<CodeState, Instant?> & Sendable = bound == "starts" ? \.startsAt : \.endsAt
            return try group.session.withPlan { builder in
                let present = Set(builder.index.members(of: group.target).compactMap { $0.state[keyPath: path] })
                let (key, read) = (group.target.identifier, group.session.context.history)
                return .wait(for: { await Self.read(key, read) }) { _, outcome throws(LuaError) in
                    switch outcome {
                    case .failure(let error):
                        throw LuaError("steps_of: the journal cannot be read: \(error.message)")
                    case .success(let changes):
                        let steps = GroupSteps(changes, of: path, present: present).steps
                        return .value(.table(LuaTable(sequence: steps.map { .table(table(of: $0)) })))
                    }
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

    static var runOf: BoundFunction {
        Surface.Group.runOf.bound(on: GroupValue.self) { _, group, bound throws(LuaError) in
            let path: any KeyPath<CodeState, Instant?> & Sendable = bound == "starts" ? \.startsAt : \.endsAt
            return try group.session.withPlan { builder in
                let present = Set(builder.index.members(of: group.target).compactMap { $0.state[keyPath: path] })
                let (key, read) = (group.target.identifier, group.session.context.history)
                return .wait(for: { await Self.read(key, read) }) { _, outcome throws(LuaError) in
                    switch outcome {
                    case .failure(let error):
                        throw LuaError("run_of: the journal cannot be read: \(error.message)")
                    case .success(let changes):
                        let found = changes.last { gave($0.row, path, present) }
                        return .value(found.map { .string($0.run.id) } ?? .nil)
                    }
                }
            }
        }
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

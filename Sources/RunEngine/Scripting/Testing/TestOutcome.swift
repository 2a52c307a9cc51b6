internal import CivilTime
internal import Lua
internal import Model
internal import Scripting
internal import Spelling

/// What a script came to, as a test sees it: fields, and a table of them for comparisons.
final class TestOutcome: ScriptObject {
    static let scriptClass = ScriptClass.outcome

    let table: LuaTable
    private let title: String

    init(_ result: TestResult) {
        table = Self.table(of: result)
        title = "\(result.report.script): \(result.report.state.rawValue)"
    }

    /// How an outcome looks to a script: its fields by name, and a text.
    static var description: LuaClass {
        LuaClass(
            TestOutcome.self,
            operators: [
                LuaHostFunction("__tostring") { _, arguments throws(LuaError) in
                    .value(.string(try arguments.object(0, as: TestOutcome.self).title))
                }
            ],
            getter: LuaHostFunction("outcome") { _, arguments throws(LuaError) in
                let outcome: TestOutcome = try arguments.object(0)
                let name = arguments[1].text ?? "?"
                guard fields.contains(name) else {
                    throw LuaError(NearestName.sentence("an outcome", "field", name, among: fields))
                }
                return .value(outcome.table.fields[name] ?? .nil)
            },
        )
    }

    /// The fields of an outcome; of a script that neither failed nor was refused, `refusal` and `message` are nil.
    static let fields = Surface.Test.outcome.map(\.shortName)

    private static func table(of result: TestResult) -> LuaTable {
        let report = result.report
        var fields: [String: LuaValue] = [
            "state": .string(report.state.rawValue),
            "rows": .table(LuaTable(sequence: report.plan.rows.map { .table(row($0)) })),
            "left_out": .table(
                LuaTable(
                    sequence: report.plan.leftOut.map {
                        .table(LuaTable(fields: ["name": .string($0.what), "why": .string($0.why)]))
                    }
                )
            ),
            "warnings": .table(
                LuaTable(
                    sequence: report.plan.warnings.map {
                        .table(LuaTable(fields: ["code": .string($0.code.word), "message": .string($0.message)]))
                    }
                )
            ),
            "output": .table(LuaTable(sequence: result.output.map(LuaValue.string))),
        ]
        if let failure = report.failure {
            fields["refusal"] = .string(failure.code.rawValue)
            let place = failure.position.map { "\($0): " } ?? ""
            fields["message"] = .string(place + failure.message)
        }
        return LuaTable(fields: fields)
    }

    private static func row(_ row: Row) -> LuaTable {
        let members = row.members.map { member in
            LuaValue.table(
                LuaTable(fields: [
                    "door": .string(member.door), "status": .string(member.status.rawValue),
                    "before": state(member.before, row.zone), "after": state(member.after, row.zone),
                ])
            )
        }
        var fields: [String: LuaValue] = [
            "name": .string(row.handle), "status": .string(row.status.rawValue),
            "doors": .table(LuaTable(sequence: row.members.map { .string($0.door) })),
            "members": .table(LuaTable(sequence: members)),
        ]
        fields["zone"] = row.zone.map(LuaValue.string)
        fields["because"] = row.because.map(LuaValue.string)
        fields["error"] = row.error.map { .string($0.code.rawValue) }
        fields["before"] = row.before.map { state($0, row.zone) }
        guard let after = row.after else { return LuaTable(fields: fields) }
        fields["after"] = state(after, row.zone)
        fields["starts"] = after.startsAt.map { text($0, row.zone) }
        fields["ends"] = after.endsAt.map { text($0, row.zone) }
        return LuaTable(fields: fields)
    }

    private static func state(_ state: CodeState, _ zone: String?) -> LuaValue {
        var fields: [String: LuaValue] = [:]
        fields["starts"] = state.startsAt.map { text($0, zone) }
        fields["ends"] = state.endsAt.map { text($0, zone) }
        fields["name"] = state.name.map(LuaValue.string)
        return .table(LuaTable(fields: fields))
    }

    private static func text(_ instant: Instant, _ zone: String?) -> LuaValue {
        .string("\(LocalTime.zone(zone).civil(at: instant))")
    }
}

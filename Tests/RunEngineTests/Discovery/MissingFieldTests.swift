import CivilTime
import Model
import Seam
import SeamSandbox
import Testing

@testable import RunEngine

/// Every field that the engine reads, taken out, nulled, retyped, or with a word that nobody knows: a plan, a run and a
/// verify go through, or stop with a sentence that names the field.
struct MissingFieldTests {
    /// What is done to a field.
    enum Damage: String, CaseIterable, Sendable {
        case dropped, nulled, retyped, unknownWord

        /// The fields of a fault that does it.
        var change: [String: JSONValue] {
            switch self {
            case .dropped: [:]
            case .nulled: ["to": .null]
            case .retyped: ["to": [["x": 17]]]
            case .unknownWord: ["to": "brand_new"]
            }
        }
    }

    /// The fields that the engine reads, by the call that answers with them.
    private static let fields: KeyValuePairs<String, [String]> = [
        "/workspaces/get": ["workspace_id", "name", "is_sandbox", "is_suspended"].map { "workspace.\($0)" },
        "/devices/list": [
            "device_id", "display_name", "nickname", "device_type", "properties", "properties.name",
            "properties.online",
            "properties.code_constraints", "location", "location.time_zone", "location.timezone",
            "location.location_name",
            "can_program_online_access_codes", "can_program_offline_access_codes", "errors", "warnings",
        ].map { "devices.*.\($0)" },
        "/access_codes/list": [
            "access_code_id", "device_id", "name", "code", "common_code_key", "type", "status", "starts_at", "ends_at",
            "pending_mutations", "is_managed", "is_offline_access_code", "is_scheduled_on_device", "created_at",
            "errors",
            "warnings", "pending_mutations.*.mutation_code", "pending_mutations.*.to", "pending_mutations.*.to.ends_at",
        ].map { "access_codes.*.\($0)" },
        "/access_grants/list": [
            "access_grant_id", "access_grant_key", "name", "starts_at", "ends_at", "reservation_key", "space_ids",
            "requested_access_methods", "requested_access_methods.*.mode", "errors", "warnings", "pending_mutations",
            "pending_mutations.*.mutation_code", "pending_mutations.*.to", "pending_mutations.*.to.ends_at",
        ].map { "access_grants.*.\($0)" },
        "/access_methods/list": [
            "mode", "is_issued", "errors", "warnings", "pending_mutations",
        ].map { "access_methods.*.\($0)" },
    ]

    /// The fields that nothing can do without, whatever is done to them.
    private static let needed: Set<String> = [
        "workspace_id", "device_id", "access_code_id", "access_grant_id",
    ]

    struct Case: Sendable, CustomTestStringConvertible {
        let path: String
        let field: String
        let damage: Damage

        var name: String { field.split(separator: ".").last.map(String.init) ?? field }
        var testDescription: String { "\(field) \(damage.rawValue)" }

        /// Who holds the bookings whose answers have the field.
        var holder: MatrixWorld.Holder {
            path.hasPrefix("/access_codes") || !path.hasPrefix("/access_") ? .keys : .grants
        }
    }

    private static let cases = fields.flatMap { path, fields in
        fields.flatMap { field in Damage.allCases.map { Case(path: path, field: field, damage: $0) } }
    }.filter { !harmless.contains($0.testDescription) }

    /// What is no damage: a code without a key stands alone, and any word is a key or an id.
    private static let harmless: Set<String> = [
        "access_codes.*.common_code_key nulled", "access_codes.*.common_code_key unknownWord",
        "access_codes.*.access_code_id unknownWord", "access_grants.*.access_grant_id unknownWord",
    ]

    private static let script = "groups.get('ito'):extend('1h')"

    @Test(arguments: cases)
    func `a plan, a run and a verify go through or name the field`(sample: Case) async throws {
        try await MatrixWorld.with(settle: 2000, holder: sample.holder) { world in
            let before = try await world.states(of: "ito")
            try await world.damage(sample)
            let plan = await world.engine().drive(.script(world.script(Self.script)), .planOnly, runID: "p1")
            try Self.judge(plan, sample, "plan")
            let run = await world.engine().drive(.script(world.script(Self.script)), .given, runID: "r1")
            try Self.judge(run, sample, "run")
            if run.failure == nil {
                let verified = try await Verifier(world.engine()).verify("r1", wait: .zero, stop: StopSignal())
                #expect(verified.plan.rows.count == run.plan.rows.count)
            }
            world.mend()
            let after = try await world.states(of: "ito")
            #expect(after.map(\.startsAt) == before.map(\.startsAt), "a start was moved")
            #expect(after.map(\.kind) == before.map(\.kind), "a code lost its end")
            let moved = zip(before, after).compactMap { before, after in
                before.endsAt.flatMap { old in after.endsAt.map { ($0 - old).milliseconds / 3_600_000 } }
            }
            let isSent = run.plan.rows.contains { $0.status == .applied }
            #expect(moved == [0, 0] || moved == [1, 1], "moved by \(moved) hours")
            #expect(!isSent || moved == [1, 1])
        }
    }

    /// A report that went through, or whose failure names the field.
    private static func judge(_ report: RunReport, _ sample: Case, _ what: String) throws {
        guard let failure = report.failure else { return }
        #expect(failure.message.contains(sample.name), "\(what) of \(sample.testDescription): \(failure.message)")
    }

    @Test func `codes without a status are planned, moved and verified, and it is told once`() async throws {
        try await MatrixWorld.with { world in
            try await world.damage(Case(path: "/access_codes/list", field: "access_codes.*.status", damage: .dropped))
            let run = await world.engine().drive(.script(MatrixWorld.script(Self.script)), .given, runID: "r1")
            #expect(run.failure == nil)
            #expect(run.plan.rows.map(\.status) == [.applied])
            let told = run.plan.warnings.filter { $0.message.contains("no status") }.map(\.message)
            #expect(
                told == [
                    "12 codes have no status that can be read; decided by their pending changes, errors, warnings and hours"
                ]
            )
            let verified = try await Verifier(world.engine()).verify("r1", wait: .zero, stop: StopSignal())
            #expect(verified.plan.rows.map(\.status) == [.onDevice])
        }
    }

    @Test func `a code whose end cannot be read keeps its hours, and the sentence names the field`() async throws {
        try await MatrixWorld.with { world in
            try await world.damage(
                Case(path: "/access_codes/list", field: "access_codes.*.ends_at", damage: .unknownWord)
            )
            let run = await world.engine().drive(.script(MatrixWorld.script(Self.script)), .given, runID: "r1")
            #expect(
                run.failure?.message.contains("has no ends_at that can be read") == true,
                "\(run.failure?.message ?? "")"
            )
            #expect(world.updates == 0)
        }
    }

    @Test(arguments: needed.sorted())
    func `only an identity is needed, and its absence says which`(name: String) async throws {
        let list = name.dropLast(3) + "s"
        let path = name == "workspace_id" ? "/workspaces/get" : "/\(list)/list"
        let field = name == "workspace_id" ? "workspace.\(name)" : "\(list).*.\(name)"
        let sample = Case(path: path, field: field, damage: .dropped)
        try await MatrixWorld.with(holder: sample.holder) { world in
            try await world.damage(sample)
            let run = await world.engine().drive(.script(world.script(Self.script)), .given, runID: "r1")
            #expect(run.failure?.message.contains("\(name) is missing") == true)
        }
    }
}

extension MatrixWorld {
    /// The hours of a booking's codes, by its key.
    fileprivate func states(of key: String) async throws -> [CodeState] {
        let index = try await WorkspaceReader(engine()).index()
        return index.members(of: target(key)).sorted { $0.accessCodeID < $1.accessCodeID }.map(\.state)
    }

    /// Has the server damage a field of its answers from now on.
    fileprivate func damage(_ sample: MissingFieldTests.Case) async throws {
        var fault: [String: JSONValue] = [
            "kind": "edit", "path": .string(sample.path), "field": .string(sample.field),
        ]
        fault.merge(sample.damage.change) { _, new in new }
        _ = try await environment.connection.client.call("/_sandbox/faults", .object(fault))
    }

    /// Has the server answer as it should.
    fileprivate func mend() {
        server.clearFaults()
    }
}

import CivilTime
import Model
import Seam
import SeamSandbox
import Testing

@testable import RunEngine

/// Stays that access grants hold, from a script to the doors and back.
struct GrantScriptTests {
    private static let ito = MatrixWorld.grantIDs["ito"] ?? ""

    @Test func `hours go to the grant with both bounds, are read back from it, reach the doors and come back`()
        async throws
    {
        try await MatrixWorld.with(holder: .grants) { world in
            let run = try await world.happen("groups.get('ito'):extend('1h')", id: "first")
            #expect(run.plan.rows.map(\.target) == [.grant(accessGrantID: Self.ito)])
            #expect(run.plan.rows.map(\.status) == [.applied])
            #expect(world.server.requests(to: "/access_grants/update") == 1)
            #expect(world.server.requests(to: "/access_codes/update_multiple") == 0)
            let verified = try await Verifier(world.engine()).verify("first", wait: .zero, stop: StopSignal())
            #expect(verified.plan.rows.map(\.status) == [.onDevice], "\(verified.plan.rows.map(\.error))")
            let moved = try await world.codes().filter { $0.accessGrantID == Self.ito }
            #expect(Set(moved.map(\.state.endsAt?.iso8601)) == ["2026-11-26T20:00:00.000Z"])

            let undo = await world.engine().drive(.undo(of: "first", UndoSelection()), .given, runID: "second")
            #expect(undo.failure == nil && undo.plan.rows.map(\.status) == [.applied], "\(undo.failure?.message ?? "")")
            let back = try await world.codes().filter { $0.accessGrantID == Self.ito }
            #expect(Set(back.map(\.state.endsAt?.iso8601)) == ["2026-11-26T19:00:00.000Z"])
        }
    }

    @Test func `a grant whose methods are issued anew waits, until its codes are on the doors again`() async throws {
        try await MatrixWorld.with(clockStandsStill: true, settle: 60_000, holder: .grants) { world in
            try await world.happen("groups.get('ito'):extend('1h')", id: "first")
            let early = try await Verifier(world.engine()).verify("first", wait: .zero, stop: StopSignal())
            #expect(early.plan.rows.map(\.status) == [.applied])
            #expect(early.plan.rows.first?.error?.code == .waiting)
            try await world.pass(minutes: 5)
            let later = try await Verifier(world.engine()).verify("first", wait: .zero, stop: StopSignal())
            #expect(later.plan.rows.map(\.status) == [.onDevice], "\(later.plan.rows.map(\.error))")
        }
    }

    @Test func `a name goes to the grant, and the API's own function makes the same row`() async throws {
        try await MatrixWorld.with(holder: .grants) { world in
            let source = """
                seam.access_grants.update{ access_grant_id = '\(Self.ito)', name = "BK-1 Ito, VIP",
                    ends_at = "2026-11-26T20:00:00Z" }
                local seen = seam.access_grants.get{ access_grant_id = '\(Self.ito)' }
                print(seen.name, seen.ends_at)
                """
            let run = try await world.happen(source, id: "first")
            #expect(run.plan.rows.map(\.target) == [.grant(accessGrantID: Self.ito)])
            let grants = try await world.environment.connection.client.list("/access_grants/list", [:])
            let moved = grants.first { $0["access_grant_id"]?.string == Self.ito }
            #expect(moved?["name"]?.string == "BK-1 Ito, VIP")
            #expect(moved?["ends_at"]?.string == "2026-11-26T20:00:00.000Z")
        }
    }

    @Test(arguments: [
        ("seam.access_codes.update{ access_code_id = id, ends_at = '2026-11-26T20:00:00Z' }", true),
        ("seam.access_codes.update_multiple{ common_code_key = 'held', ends_at = '2026-11-26T20:00:00Z' }", true),
        ("seam.access_codes.update{ access_code_id = id, code = '7391' }", false),
        ("seam.access_codes.delete{ access_code_id = id }", false),
    ])
    func `a change of a code that a grant holds is refused with the grant, planned or at once, and nothing is sent`(
        call: String,
        isPlanned: Bool,
    ) async throws {
        for isRead in [true, false] {
            try await MatrixWorld.with(holder: .grants) { world in
                let id = try await world.codes().first { $0.accessGrantID == Self.ito }?.accessCodeID ?? ""
                let before = world.updates + world.server.requests(to: "/access_codes/delete")
                let read = isRead ? "groups.all():count() " : ""
                let engine = world.engine { $0.allowsDirectEffects = true }
                let script = MatrixWorld.script("\(read)local id = '\(id)' \(call)")
                let report = await engine.drive(.script(script), .given, runID: "r1")
                let message = report.failure?.message ?? ""
                #expect(message.contains("access grant") && message.contains(Self.ito), "\(message)")
                #expect(message.contains("BK-1 Ito"), "\(message)")
                #expect(world.updates + world.server.requests(to: "/access_codes/delete") == before)
            }
        }
    }

    @Test func `a direct change of a code that no grant holds is sent as before`() async throws {
        try await MatrixWorld.with(holder: .grants) { world in
            let id = try await world.codes().first { $0.accessGrantID == nil }?.accessCodeID ?? ""
            let engine = world.engine { $0.allowsDirectEffects = true }
            let script = MatrixWorld.script("seam.access_codes.delete{ access_code_id = '\(id)' }")
            let report = await engine.drive(.script(script), .given, runID: "r1")
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            #expect(world.server.requests(to: "/access_codes/delete") == 1)
        }
    }

    @Test func `groups get takes the id of a grant, and says of its codes whose they are`() async throws {
        try await MatrixWorld.with(holder: .grants) { world in
            let id = try await world.codes().first { $0.accessGrantID == Self.ito }?.accessCodeID ?? ""
            let source = """
                local g = groups.get('\(Self.ito)')
                print(g.kind, g.key == '\(Self.ito)', g.linked, #g.members)
                print(select(2, pcall(groups.get, '\(id)')))
                print(select(2, pcall(groups.get, 'held')))
                """
            let lines = MatrixWorld.Mutexed<[String]>([])
            var environment = world.environment
            environment.output = { line in lines.value += [line] }
            let report = await Engine(environment, options: Engine.Options()).drive(
                .script(MatrixWorld.script(source)),
                .planOnly,
                runID: "r1",
            )
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            #expect(lines.value.first == "grant\ttrue\ttrue\t2")
            #expect(
                lines.value.dropFirst().allSatisfy { $0.contains("access grant") && $0.contains(Self.ito) },
                "\(lines.value)"
            )
        }
    }

    @Test func `a booking that a grant holds is moved with nine requests at most, once it was seen`() async throws {
        try await MatrixWorld.with(holder: .grants) { world in
            func extend(_ time: String, _ id: String) async -> RunReport {
                await world.engine().drive(.booking(.extend("BK-1", to: time)), .given, runID: id)
            }
            let first = await extend("2026-11-26T20:00:00Z", "r1")
            #expect(
                first.failure == nil && first.plan.rows.map(\.status) == [.applied],
                "\(first.failure?.message ?? "")"
            )
            let before = world.requests
            let second = await extend("2026-11-26T21:00:00Z", "r2")
            #expect(
                second.failure == nil && second.plan.rows.map(\.status) == [.applied],
                "\(second.failure?.message ?? "")"
            )
            #expect(second.plan.warnings.contains { $0.code == .remembered })
            let after = world.requests
            let count = after.values.reduce(0, +) - before.values.reduce(0, +)
            #expect(count <= 9, "\(after.map { ($0.key, $0.value - (before[$0.key] ?? 0)) }.filter { $0.1 > 0 })")
            #expect((after["/access_codes/list"] ?? 0) - (before["/access_codes/list"] ?? 0) == 2)
        }
    }
}

extension MatrixWorld {
    /// How often the paths were asked that a booking may ask.
    fileprivate var requests: [String: Int] {
        let paths = [
            "/workspaces/get", "/devices/list", "/spaces/list", "/access_codes/list", "/access_grants/list",
            "/events/list",
            "/access_grants/update", "/access_codes/update_multiple", "/access_codes/update", "/access_methods/list",
        ]
        return Dictionary(paths.map { ($0, server.requests(to: $0)) }) { first, _ in first }
    }
}

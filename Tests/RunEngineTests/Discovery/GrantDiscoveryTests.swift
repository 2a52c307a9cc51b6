import CivilTime
import Model
import Seam
import SeamSandbox
import Testing

@testable import RunEngine

/// Access grants as a workspace answers with them.
struct GrantDiscoveryTests {
    private static func sandbox(_ grants: SandboxGrants) -> SandboxOptions {
        SandboxOptions(groups: 12, devices: 6, rngSeed: 7, grants: grants, settleMilliseconds: 0)
    }

    private static let count =
        "local n = {} for g in groups.all():each() do n[g.kind] = (n[g.kind] or 0) + 1 end "
        + "print(n.grant or 0, n.group or 0, groups.all():linked():count(), groups.all():count())"

    @Test(arguments: [
        (SandboxGrants.none, "0\t12", ["/access_grants/list": 1, "/access_codes/list": 6]),
        (.some, "6\t6", ["/access_grants/list": 1, "/access_codes/list": 12]),
        (.all, "12\t0", ["/access_grants/list": 1, "/access_codes/list": 18]),
    ])
    func `grants are listed once, each is asked for its codes, and its stays are groups like any other`(
        grants: SandboxGrants,
        kinds: String,
        requests: [String: Int],
    ) async throws {
        try await ScriptFixture.with(sandbox: Self.sandbox(grants)) { fixture in
            let report = await fixture.plan(Self.count)
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            let singles = fixture.printed.lines.first?.split(separator: "\t").last ?? ""
            #expect(fixture.printed.lines == ["\(kinds)\t12\t\(singles)"])
            for (path, number) in requests { #expect(fixture.server.requests(to: path) == number, "\(path)") }
        }
    }

    @Test func `a stay has the same doors, name and hours whether a grant holds it or a key links it`() async throws {
        let source = """
            for g in groups.all():linked():each() do
                print(g.name, g.starts_at, g.ends_at, g.zone, table.concat(g.doors, ","), g.in_house, g.uniform)
            end
            """
        func lines(_ holder: MatrixWorld.Holder) async throws -> [String] {
            try await MatrixWorld.with(clockStandsStill: true, holder: holder) { world in
                let lines = MatrixWorld.Mutexed<[String]>([])
                var environment = world.environment
                environment.output = { lines.value += [$0] }
                let engine = Engine(environment, options: Engine.Options())
                let report = await engine.drive(.script(world.script(source)), .planOnly, runID: "p1")
                #expect(report.failure == nil, "\(report.failure?.message ?? "")")
                return lines.value
            }
        }
        let (linked, held) = (try await lines(.keys), try await lines(.grants))
        #expect(linked.count == 3)
        #expect(linked == held)
    }

    @Test func `a server that knows no grants has none`() async throws {
        try await ScriptFixture.with(sandbox: Self.sandbox(.none)) { fixture in
            try await fixture.fault(["path": "/access_grants/list", "kind": "status", "status": 404])
            let report = await fixture.plan(Self.count)
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            #expect(fixture.printed.lines.first?.hasPrefix("0\t12\t12") == true)
        }
    }

    @Test func `grants that cannot be listed stop a plan, because their codes would be taken for others`() async throws
    {
        try await ScriptFixture.with(sandbox: Self.sandbox(.all)) { fixture in
            try await fixture.fault(["path": "/access_grants/list", "kind": "status", "status": 403])
            let report = await fixture.plan(Self.count)
            #expect(report.failure != nil)
            #expect(fixture.printed.lines.isEmpty)
        }
    }

    @Test func `a grant that has ended without a code is no group any more, and one just ended is found`() async throws
    {
        var options = SandboxOptions(rngSeed: 7, settleMilliseconds: 0)
        options.startInstant = 1_795_507_200_000
        options.clockStandsStill = true
        options.seed = try SandboxSeed(
            text: """
                { "format": 1, "workspaces": [ { "name": "House",
                  "devices": [ { "name": "Room 1", "type": "schlage_lock", "time_zone": "America/Vancouver" } ],
                  "grants": [
                    { "name": "BK-1", "devices": ["Room 1"], "starts_at": "2026-11-23T23:00:00Z",
                      "ends_at": "2026-11-24T09:00:00Z" },
                    { "name": "BK-2", "devices": ["Room 1"], "mode": "card", "starts_at": "2026-11-23T23:00:00Z",
                      "ends_at": "2026-11-26T09:00:00Z" } ] } ] }
                """,
            source: "world",
        )
        try await ScriptFixture.with(sandbox: options) { fixture in
            let source = """
                for g in groups.all():each() do
                    print(g.name, g.doors[1], g.members[1].access_code_id ~= nil)
                end
                """
            #expect(await fixture.plan(source).failure == nil)
            #expect(fixture.printed.lines == ["BK-1\tRoom 1\ttrue", "BK-2\tRoom 1\tfalse"])
            try await fixture.advance(hours: 2)
            #expect(await fixture.plan(source, id: "later").failure == nil)
            #expect(Array(fixture.printed.lines.dropFirst(2)) == ["BK-2\tRoom 1\tfalse"])
        }
    }
}

extension ScriptFixture {
    /// Asks for something to go wrong.
    func fault(_ fault: JSONValue) async throws {
        _ = try await environment.connection.client.call("/_sandbox/faults", fault)
    }
}

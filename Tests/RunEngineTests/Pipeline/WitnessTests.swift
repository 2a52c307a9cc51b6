import CivilTime
import JournalFixture
import Model
import Seam
import SeamSandbox
import Testing

@testable import RunEngine

/// Two installations with journals of their own, and a journal that has lost commits: what was sent is seen at Seam.
struct WitnessTests {
    private static let storm = "for g in groups.all():like('BK-*'):each() do g:shift('2h', { allow = 'overlap' }) end"

    private static func drive(
        _ source: String,
        in world: MatrixWorld,
        id: String = "80aa",
        planOnly: Bool = false,
        allowed: Set<RowCheck> = [],
        leftOut: Set<RowCheck> = [],
    ) async -> RunReport {
        let engine = world.engine { options in
            options.limits.allowed = allowed.union([.overlap, .lockout, .shorten])
            options.limits.leftOut = leftOut
        }
        return await engine.drive(.script(world.script(source)), planOnly ? .planOnly : .given, runID: id)
    }

    @Test(arguments: MatrixWorld.Holder.allCases, [0, 600_000])
    func `the storm of another installation is not sent once more, and the refusal says where it was made`(
        holder: MatrixWorld.Holder,
        settle: Int
    ) async throws {
        try await MatrixWorld.with(settle: settle, holder: holder) { world in
            let other = try world.installation()
            #expect(await Self.drive(Self.storm, in: other).state == .completed)
            let before = world.updates
            for isPlan in [true, false] {
                let report = await Self.drive(Self.storm, in: world, planOnly: isPlan)
                #expect(report.state == .refused)
                #expect(report.failure?.code == .recent, "\(report.failure?.message ?? "no failure")")
                let message = report.failure?.message ?? ""
                for word in [
                    "BK-1 Ito", "BK-2 Haas", "BK-3 Mori", "not by a run of this journal", "another installation",
                    "24 Nov 2026", "(BK-1 Ito starts ", ", ends Thu ",
                ] {
                    #expect(message.contains(word), "\(word): \(message)")
                }
                #expect(report.plan.rows.count == 3)
            }
            #expect(world.updates == before)
        }
    }

    @Test func `what is meant or left out goes its way, and is told`() async throws {
        try await MatrixWorld.with { world in
            try await world.extendElsewhere()
            let source = "for g in groups.all():like('BK-*'):each() do g:extend('1h') end"
            let left = await Self.drive(source, in: world, planOnly: true, leftOut: [.recent])
            #expect(left.failure == nil, "\(left.failure?.message ?? "")")
            #expect(left.plan.leftOut.map(\.what) == ["BK-1 Ito"])
            #expect(left.plan.leftOut.first?.why.contains("not by a run of this journal") == true)
            #expect(left.plan.rows.count == 2)
            let meant = await Self.drive(source, in: world, allowed: [.recent])
            #expect(meant.state == .completed, "\(meant.failure?.message ?? "")")
            #expect(meant.plan.letThrough.contains(Plan.LetThrough(.recent, ["BK-1 Ito"])))
        }
    }

    @Test func `another difference, one that was taken back, and an absolute change are no doubles`() async throws {
        try await MatrixWorld.with { world in
            let other = try world.installation()
            // BK-1 gets another hour than it gets here, BK-2 the same and back again, and BK-3 the same.
            #expect(await Self.drive("groups.get('ito'):extend('30m')", in: other, id: "1").state == .completed)
            #expect(await Self.drive("groups.get('haas'):extend('1h')", in: other, id: "2").state == .completed)
            let engine = other.engine()
            let undone = await engine.drive(.undo(of: "2", UndoSelection()), .given, runID: "3")
            #expect(undone.state == .completed, "\(undone.failure?.message ?? "")")
            #expect(await Self.drive("groups.get('mori'):extend('1h')", in: other, id: "4").state == .completed)
            let source = """
                groups.get('ito'):extend('1h') groups.get('haas'):extend('1h')
                groups.get('mori'):extend_to('2026-11-27T21:00:00Z')
                """
            let report = await Self.drive(source, in: world)
            #expect(report.state == .completed, "\(report.failure?.message ?? "")")
        }
    }

    @Test(arguments: [0, 600_000])
    func `what a run of this journal sent, and undid, is not taken for somebody else's`(settle: Int) async throws {
        try await MatrixWorld.with(settle: settle) { world in
            #expect(await Self.drive(Self.storm, in: world, id: "1").state == .completed)
            let undone = await world.engine().drive(.undo(of: "1", UndoSelection()), .given, runID: "2")
            #expect(undone.state == .completed, "\(undone.failure?.message ?? "")")
            let again = await Self.drive(Self.storm, in: world, id: "3")
            #expect(again.state == .completed, "\(again.failure?.message ?? "")")
        }
    }

    @Test func `a label is known in its own journal only, and so keeps nobody from being asked`() async throws {
        try await MatrixWorld.with { world in
            let source = "groups.get('ito'):extend('1h', { once = 'storm' })"
            let other = try world.installation()
            #expect(await Self.drive(source, in: other).state == .completed)
            let report = await Self.drive(source, in: world)
            #expect(report.failure?.code == .recent, "\(report.failure?.message ?? "")")
        }
    }

    @Test func `a change of more than twelve hours ago is not asked about`() async throws {
        try await MatrixWorld.with { world in
            try await world.extendElsewhere()
            try await world.pass(minutes: 12 * 60 + 1)
            let report = await Self.drive("groups.get('ito'):extend('1h')", in: world)
            #expect(report.state == .completed, "\(report.failure?.message ?? "")")
        }
    }

    @Test func `only a plan that adds to hours asks for events, and that once`() async throws {
        try await MatrixWorld.with { world in
            let before = world.server.requests(to: "/events/list")
            #expect(
                await Self.drive("groups.get('ito'):extend_to('2026-11-26T21:00:00Z')", in: world, id: "1").state
                    == .completed
            )
            #expect(world.server.requests(to: "/events/list") == before)
            let source = "groups.get('haas'):extend('1h') groups.get('mori'):extend('1h')"
            #expect(await Self.drive(source, in: world, id: "2", leftOut: [.busy]).state == .completed)
            #expect(world.server.requests(to: "/events/list") == before + 1)
        }
    }

    @Test func `a plan of many codes asks for the events of the workspace, and not of each code`() async throws {
        var options = SandboxOptions(groups: 90, devices: 30, rngSeed: 5, rateLimits: .off)
        options.settleMilliseconds = 0
        let server = try SandboxServer(options: options)
        try await server.withServer { endpoint in
            let connection = try Connection(apiKey: server.apiKey, endpoint: endpoint, concurrency: 8)
            let worlds = try (0..<2).map { _ in
                let journals = try JournalFixture()
                let journal = try journals.open()
                let environment = Engine.Environment(
                    connection: connection,
                    journal: { journal },
                    clock: .reading { server.now() },
                    operatorName: "ana",
                    processID: 4711,
                    output: { _ in },
                )
                return MatrixWorld(
                    server: server,
                    environment: environment,
                    journals: journals,
                    lead: MatrixWorld.Mutexed(0)
                )
            }
            let source = "for g in groups.all():each() do g:extend('1h') end"
            let first = await Self.drive(source, in: worlds[0])
            #expect(first.state == .completed, "\(first.failure?.message ?? "")")
            #expect(server.requests(to: "/events/list") == 1)
            let second = await Self.drive(source, in: worlds[1])
            #expect(second.failure?.code == .recent && second.failure?.message.contains("and 78 other groups") == true)
            // 180 codes with two or three events each: the span is halved once or twice.
            #expect(server.requests(to: "/events/list") < 90)
            await connection.close()
        }
    }

    // MARK: - More events than an answer holds

    /// The codes of BK-1, and what is asked about them.
    private static func windows(_ world: MatrixWorld, limit: Int, requests: Int = 2000) -> EventWindows {
        EventWindows(
            client: world.environment.connection.client,
            codes: nil,
            types: ["access_code.mutations_requested", "access_code.changed", "access_code.time_frame_changed"],
            concurrency: 4,
            limit: limit,
            mostRequests: requests,
        )
    }

    private static func span(_ world: MatrixWorld) -> EventWindows.Span {
        let now = world.environment.clock.now()
        return EventWindows.Span(
            from: now - TimeSpan(milliseconds: 43_200_000),
            to: now + TimeSpan(milliseconds: 60_000)
        )
    }

    @Test func `a span whose answer is full is asked for in halves, and nothing is missed`() async throws {
        try await MatrixWorld.with(rateLimits: .off) { world in
            for hour in [20, 21, 22, 23] {
                try await world.elsewhere("ito", starts: "2026-11-23T23:00:00Z", ends: "2026-11-26T\(hour):00:00Z")
                try await world.pass(minutes: 7)
            }
            let whole = try await Self.windows(world, limit: 500).read(Self.span(world))
            #expect(whole.count >= 8)
            let before = world.server.requests(to: "/events/list")
            // What happens at one instant has to fit.
            let most = Dictionary(grouping: whole, by: \.at).values.map(\.count).max() ?? 0
            let halved = try await Self.windows(world, limit: most + 1).read(Self.span(world))
            #expect(halved == whole)
            #expect(world.server.requests(to: "/events/list") > before + 1)
        }
    }

    @Test func `a span that stays full, and one of too many requests, are not known`() async throws {
        try await MatrixWorld.with(clockStandsStill: true, rateLimits: .off) { world in
            try await world.extendElsewhere()
            for requests in [2000, 5] {
                let error = await #expect(throws: PlanError.self) {
                    try await Self.windows(world, limit: 1, requests: requests).read(Self.span(world))
                }
                #expect(error?.code == .witness)
                #expect(error?.message.contains("than its answers hold") == true)
            }
        }
    }

    @Test func `a plan whose codes have more events at one instant than an answer holds is refused`() async throws {
        try await MatrixWorld.with(clockStandsStill: true, rateLimits: .off) { world in
            for minute in 0..<130 {
                let end = "2026-11-26T\(20 + minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60):00Z"
                try await world.elsewhere("ito", starts: "2026-11-23T23:00:00Z", ends: end)
            }
            let report = await Self.drive("groups.get('ito'):extend('1h')", in: world)
            #expect(report.failure?.code == .witness, "\(report.failure?.message ?? "no failure")")
            #expect(report.exitCode(isPlanOnly: false) == 4)
            let meant = await Self.drive("groups.get('ito'):extend('1h')", in: world, allowed: [.recent])
            #expect(meant.failure == nil, "\(meant.failure?.message ?? "")")
        }
    }
}

import CivilTime
import JournalTesting
import Model
import Testing

@testable import RunEngine

struct PlanFileTests {
    private static let now = JournalSample.evening

    private func file() -> PlanFile {
        var first = JournalSample.row("k1", name: "BK-1 \"Zoë\"\n")
        first.because = "late flight"
        first.position = "late.lua:6"
        first.once = "storm"
        first.isRelative = true
        first.isNamed = true
        first.wallZones = ["America/Vancouver"]
        first.allowed = [.mixed, .recent]
        var second = JournalSample.row("k2")
        second.target = .code(accessCodeID: "k2-1")
        second.members.removeLast()
        second.members[0].before = CodeState(startsAt: nil, endsAt: nil, name: nil, kind: .ongoing)
        second.zone = nil
        second.deadline = nil
        second.status = .already
        let third = JournalSample.grantRow("g3", name: "BK-3")
        var plan = Plan(
            rows: [first, second, third],
            leftOut: [Plan.LeftOut(what: "BK-9", why: "VIP")],
            madeAt: Self.now
        )
        plan.warnings = [Warning(.doorOffline, "Room 204 offline", rows: ["k1"])]
        let script = Engine.Script(name: "late.lua", source: "print(1)", arguments: ["2h"])
        return PlanFile(
            script: script.name,
            scriptHash: script.hash,
            arguments: script.arguments,
            operatorName: "ana",
            reason: "storm",
            endpoint: "http://127.0.0.1:1",
            workspaceID: "w1",
            workspaceName: "Harbour Group",
            zoneData: "2026f",
            expiresAt: plan.madeAt + PlanFile.lifetime,
            limits: Limits(maxGroups: 7, allowed: [.overlap]),
            plan: plan,
        )
    }

    @Test func `a file reads back as the plan that was written`() throws {
        let file = file()
        let read = try PlanFile(parsing: file.text, name: "tonight.json")
        #expect(read.plan.rows == file.plan.rows)
        #expect(read.plan.leftOut == file.plan.leftOut)
        #expect(read.plan.madeAt == file.plan.madeAt)
        #expect(read.plan.warnings == file.plan.warnings)
        #expect(read.limits == file.limits)
        #expect(read.expiresAt == file.expiresAt)
        #expect(read.origin.hash == file.scriptHash)
        #expect(read.hash == file.hash)
        #expect(read.text == file.text)
    }

    @Test(arguments: [0, 1, 499, 500, 501, 2600])
    func `the hash of a large plan is the same however it is made`(count: Int) async throws {
        var file = file()
        file.plan.rows = (0..<count).map { JournalSample.row("k\($0)") }
        if count > 0 { file.plan.rows[count / 2].allowed = [.lockout] }
        let hash = await file.hashOfPieces()
        #expect(hash == file.hash)
        #expect(try PlanFile(parsing: file.text, name: "tonight.json").hash == hash)
    }

    @Test func `no sign of the rows can be changed without being found`() throws {
        let text = Array(file().text)
        var found = 0
        for place in stride(from: 0, to: text.count, by: 7) where text[place].isLetter || text[place].isNumber {
            var changed = text
            changed[place] = changed[place] == "x" ? "y" : "x"
            #expect(throws: PlanError.self) { try PlanFile(parsing: String(changed), name: "tonight.json") }
            found += 1
        }
        #expect(found > 100)
    }

    @Test func `a changed hour is called tampered`() throws {
        let text = file().text.replacing("22:08", with: "22:09")
        let error = #expect(throws: PlanError.self) { try PlanFile(parsing: text, name: "tonight.json") }
        #expect(error?.code == .tampered)
    }

    @Test func `a plan is good for two hours`() throws {
        let file = file()
        try file.refuseExpired(at: Instant(milliseconds: Self.now.milliseconds + 7_199_999), name: "plan.json")
        let error = #expect(throws: PlanError.self) {
            try file.refuseExpired(at: JournalSample.later(7200), name: "plan.json")
        }
        #expect(error?.code == .stalePlan)
    }
}

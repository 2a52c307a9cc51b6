import CivilTime
import Model
import Testing

@testable import Presentation

struct WaitTextTests {
    private static let now = Instant(milliseconds: 1_800_000_000_000)

    private static func line(_ kind: Prior.Kind, sentUntil seconds: Int64) -> String {
        let run = RunRecord(
            id: "80aa41c2",
            script: "storm.lua",
            scriptHash: "",
            arguments: [],
            startedAt: now,
            operatorName: "ana",
            processID: 1,
            endpoint: "https://connect.getseam.com",
            workspaceID: "w",
        )
        var prior = Prior(kind: kind, row: 0, run: run, at: now)
        prior.progress = .sent(until: Instant(milliseconds: now.milliseconds + seconds * 1000))
        return WaitText(prior, at: now).line
    }

    @Test func `who waits for another run is told for how long at most, and that nothing has to be typed`() {
        let line = Self.line(.busy, sentUntil: 85)
        #expect(line.hasPrefix("Run 80aa41c2 of ana has just sent this booking a change"), "\(line)")
        #expect(line.contains("1m25s at most. Nothing has to be typed"), "\(line)")
        #expect(Self.line(.unfinished, sentUntil: 85).contains("of ana, which stopped before it finished, has"))
        // Nobody waits for more than two minutes.
        #expect(Self.line(.busy, sentUntil: 600).contains("2m at most"))
    }
}

import Journal
import JournalTesting
import Model
import Presentation
import Testing

/// The story of a stay that was moved on several servers.
struct StoryPlaceTests {
    private func lines(_ endpoints: [String]) -> [String] {
        let histories = endpoints.enumerated().map { place, endpoint in
            var run = JournalSample.run("run\(place)")
            run.endpoint = endpoint
            return GroupHistory(run: run, ordinal: 0, row: JournalSample.row("k1", name: "BK-1 Ito"), events: [])
        }
        return Story(StoryFacts(of: "Ito", histories), now: JournalSample.evening).lines
    }

    @Test func `each change says on which server it was`() {
        let lines = lines(["https://connect.getseam.com", "http://127.0.0.1:8080"])
        #expect(
            lines.contains { $0.contains("run run0, ") && $0.hasSuffix(", at https://connect.getseam.com") },
            "\(lines)"
        )
        #expect(lines.contains { $0.contains("run run1, ") && $0.hasSuffix(", at http://127.0.0.1:8080") }, "\(lines)")
    }

    @Test func `where all were on one server, none says so`() {
        #expect(!lines(["http://127.0.0.1:1", "http://127.0.0.1:1"]).contains { $0.contains(", at http") })
    }
}

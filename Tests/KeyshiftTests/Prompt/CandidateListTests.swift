import Model
import RunEngine
import Testing

@testable import keyshift

struct CandidateListTests {
    private let screen = Screen(["TERM": "dumb"])

    @Test func `few candidates stand with what is said of them, cut to the window`() {
        let completion = Completion(
            prefix: "",
            candidates: [Candidate("a", note: "the first of them all"), Candidate("long", note: "two")]
        )
        let lines = CandidateList(completion, screen, size: (columns: 20, rows: 24)).lines
        #expect(lines == ["a     the first of…", "long  two"])
    }

    @Test func `many candidates stand in columns, by the width of their characters, and the rest is counted`() {
        let completion = Completion(prefix: "", candidates: (0..<100).map { Candidate("山\($0)") })
        let lines = CandidateList(completion, screen, size: (columns: 20, rows: 6)).lines
        #expect(lines.count == 5)
        #expect(lines.dropLast().allSatisfy { TextWidth.of($0) <= 20 })
        #expect(lines[4] == "… 88 more; type more of it")
    }

    @Test func `without candidates there is what was to be said, or nothing`() {
        let hinted = Completion(prefix: "", candidates: [], hint: "reading")
        #expect(CandidateList(hinted, screen).lines == ["reading"])
        #expect(CandidateList(Completion(prefix: "", candidates: []), screen).lines.isEmpty)
    }
}

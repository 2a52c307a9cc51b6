import Spelling
import Testing

struct CountedTests {
    @Test(arguments: [(0, "0 groups"), (1, "1 group"), (2, "2 groups"), (1_000, "1000 groups")])
    func `a count of one has the word for one`(count: Int, words: String) {
        #expect(count.counted("group") == words)
    }

    @Test func `a plural that is given is taken`() {
        #expect(1.counted("stay loses", "stays lose") == "1 stay loses")
        #expect(2.counted("stay loses", "stays lose") == "2 stays lose")
    }
}

import Foundation
import Testing

/// The picture of a plan in README.md, beside what the program prints.
struct ReadmeTests {
    /// The lines of the first block of text.
    private static func picture() throws -> [String] {
        let page = try String(contentsOf: Program.package.appending(path: "README.md"), encoding: .utf8)
        let block = try #require(page.firstMatch(of: #/```text\n([^`]+)```/#))
        return block.1.split(separator: "\n").map(String.init)
    }

    /// A line without what differs from night to night: numbers, days, names of guests, who typed it, and the width of columns.
    private static func shape(_ line: some StringProtocol) -> String {
        String(line)
            .replacing(#/BK-\d+ \p{L}+/#, with: "BK")
            .replacing(#/\bby \w+/#, with: "by")
            .replacing(#/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b ?/#, with: "")
            .replacing(#/\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b ?/#, with: "")
            .replacing(#/\d+/#, with: "0")
            .replacing(#/0 warnings?/#, with: "0 warnings")
            .replacing(#/["]/#, with: "")
            .replacing(#/ +/#, with: " ")
    }

    @Test func `the picture of a plan is what the program prints`() async throws {
        let picture = try Self.picture()
        let words = try #require(picture.first).matches(of: #/(?:"[^"]*"|\S)+/#).map {
            String($0.output).replacing("\"", with: "")
        }
        try #require(words.starts(with: ["$", "keyshift", "plan"]))
        try await Program.withHome { program, _ in
            let outcome = try await program.run(Array(words.dropFirst(2)))
            #expect(outcome.exitCode == 2, "\(outcome.errors)")
            let printed = (outcome.errors + outcome.output).split(separator: "\n").map(Self.shape)
            for line in picture.dropFirst() {
                // What stands behind … was left out of the picture.
                let (shown, isWhole) = line.hasSuffix("…") ? (String(line.dropLast()), false) : (line, true)
                let shape = Self.shape(shown)
                let isPrinted = printed.contains { isWhole ? $0 == shape : $0.hasPrefix(shape) }
                #expect(isPrinted, "\(line)\n--- in ---\n\(outcome.errors)\(outcome.output)")
            }
        }
    }
}

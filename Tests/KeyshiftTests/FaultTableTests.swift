import Foundation
import Testing

/// The table of docs/tests.md that names, for each fault that operators met, the test with its right value.
struct FaultTableTests {
    private struct Line {
        let suite: String
        let test: String
    }

    private static func lines() throws -> [Line] {
        let page = Program.package.appending(path: "docs/tests.md")
        let text = try String(contentsOfFile: page.path(), encoding: .utf8)
        let section = try #require(text.firstRange(of: "## Faults that operators met"))
        let rest = text[section.upperBound...]
        let table = rest[..<(rest.firstRange(of: "\n## ")?.lowerBound ?? rest.endIndex)]
        return table.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3, cells[1].hasPrefix("`") else { return nil }
            return Line(suite: String(cells[1].dropFirst().dropLast()), test: cells[2])
        }
    }

    @Test func `each fault has a test that is there`() throws {
        let lines = try Self.lines()
        #expect(lines.count >= 36)
        let folder = Program.package.appending(path: "Tests")
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path())
        for line in lines {
            let file = try #require(files.first { $0.hasSuffix("/\(line.suite).swift") }, "\(line.suite)")
            let text = try String(contentsOfFile: folder.appending(path: file).path(), encoding: .utf8)
            #expect(text.contains("func `\(line.test)`"), "\(line.suite): \(line.test)")
        }
    }
}

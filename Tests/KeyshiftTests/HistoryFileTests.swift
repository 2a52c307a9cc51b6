import Foundation
import Testing

@testable import keyshift

struct HistoryFileTests {
    @Test(arguments: ["1 + 1", "for i = 1, 2 do\n  print(i)\nend", "'a\\nb'", "\\", "山田 🔑", ""])
    func `a statement comes back as it was, in one line of the file`(statement: String) {
        let line = HistoryFile.escaped(statement)
        #expect(!line.contains("\n"))
        #expect(HistoryFile.unescaped(line) == statement)
    }

    @Test func `the statements of a session are there in the next one, oldest first, and only for their owner`()
        async throws
    {
        try await Program.withHome { _, folder in
            let history = HistoryFile(folder: folder.appending(path: "new/state").path())
            #expect(history.read().isEmpty)
            history.append("first")
            history.append("for i = 1, 2 do\nend")
            #expect(history.read() == ["first", "for i = 1, 2 do\nend"])
            let file = folder.appending(path: "new/state/repl_history").path()
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test func `a folder that cannot be made is no failure`() {
        let history = HistoryFile(folder: "/proc/none/here")
        history.append("1")
        #expect(history.read().isEmpty)
    }
}

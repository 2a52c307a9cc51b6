import Foundation
import LuaSyntax
import Subprocess
import SystemPackage
import Testing

/// The parser of `check` beside Lua's own compiler, on every Lua file of the repository.
struct LuacTests {
    private static let compiler = "/usr/bin/luac5.4"

    private static let files: [String] = {
        let root = Program.package.path()
        let folders = ["Tests", "scripts", "docs"]
        return folders.flatMap { folder -> [String] in
            let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root + folder)) ?? []
            return paths.filter { $0.hasSuffix(".lua") }.map { "\(root)\(folder)/\($0)" }
        }.sorted()
    }()

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: compiler)))
    func `the parser takes what luac takes, and refuses what it refuses`() async throws {
        #expect(Self.files.count > 80)
        var broken = 0
        for file in Self.files {
            let source = try String(contentsOfFile: file, encoding: .utf8)
            try await compare(source, file)
            // The same text with a word, a bracket or its end missing.
            for (number, text) in Self.damaged(source).enumerated() {
                broken += try await compare(text, "\(file) damaged \(number)") ? 0 : 1
            }
        }
        #expect(broken > 50)
    }

    /// Compares both on one text, and answers whether it is Lua.
    @discardableResult
    private func compare(_ source: String, _ name: String) async throws -> Bool {
        let result = try await Subprocess.run(
            .path(FilePath(Self.compiler)),
            arguments: ["-p", "-"],
            input: .string(source),
            output: .string(limit: 1 << 16),
            error: .string(limit: 1 << 16),
        )
        let error = LuaParser.parse(source).error
        #expect((error == nil) == result.terminationStatus.isSuccess, "\(name): \(result.standardError)")
        return error == nil
    }

    private static func damaged(_ source: String) -> [String] {
        let middle = source.index(source.startIndex, offsetBy: source.count / 2)
        return [
            String(source[..<middle]), source.replacing(")", with: "", maxReplacements: 1),
            source.replacing("end", with: "", maxReplacements: 1),
            source.replacing("=", with: "==", maxReplacements: 1),
        ]
    }
}

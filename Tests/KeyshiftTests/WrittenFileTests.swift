import Foundation
import Glibc
import Testing

/// Files that commands write: what stands in their place is never followed, waited for or replaced unless it is a file.
struct WrittenFileTests {
    /// What stands where a file is to be written.
    enum Obstacle: String, CaseIterable, Sendable {
        case link, pipe, folder

        /// Puts it in a place; a link leads to a file that keeps its text.
        func put(at path: String, in folder: URL) throws {
            switch self {
            case .link:
                try Data("keep".utf8).write(to: folder.appending(path: "target"))
                unsafe symlink(folder.appending(path: "target").path(), path)
            case .pipe: unsafe mkfifo(path, 0o600)
            case .folder: unsafe mkdir(path, 0o700)
            }
        }
    }

    /// A command that writes a file, and where.
    struct Writer: Sendable, CustomTestStringConvertible {
        let name: String
        let line: @Sendable (_ file: String, _ script: String) -> [String]
        var testDescription: String { name }
    }

    private static let writers = [
        Writer(name: "plan -o") { file, script in ["plan", script, "-o", file, "--sandbox"] },
        Writer(name: "new") { file, _ in ["new", file] },
        Writer(name: "test --junit") { file, script in ["test", script, "--junit", file] },
        Writer(name: "sandbox --state") { file, _ in ["sandbox", "--state", file] },
        Writer(name: "journal backup") { file, _ in ["journal", "backup", file] },
    ]

    @Test(arguments: writers, Obstacle.allCases)
    func `a command writes no file through a link, a pipe or a folder`(writer: Writer, obstacle: Obstacle) async throws
    {
        try await Program.withHome { program, folder in
            let script = try Program.write("groups.all():list()[1]:extend('1h')", in: folder)
            let file = folder.appending(path: "out.lua").path()
            try obstacle.put(at: file, in: folder)
            let outcome = try await program.run(writer.line(file, script))
            #expect(outcome.exitCode != 0 && outcome.exitCode != 2, "\(outcome.output)")
            #expect(!outcome.errors.isEmpty)
            var status = stat()
            #expect(unsafe lstat(file, &status) == 0 && status.st_mode & S_IFMT != S_IFREG)
            guard obstacle == .link else { return }
            #expect(try String(contentsOf: folder.appending(path: "target"), encoding: .utf8) == "keep")
        }
    }

    @Test func `a link beside a plan file is not followed, and a plan takes the place of an older one`() async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write("groups.all():list()[1]:extend('1h')", in: folder)
            let file = folder.appending(path: "tonight.json").path()
            try Obstacle.link.put(at: file + ".part", in: folder)
            for _ in 0..<2 {
                let outcome = try await program.run(["plan", script, "-o", file, "--sandbox"])
                #expect(outcome.exitCode == 2, "\(outcome.errors)")
            }
            #expect(try String(contentsOf: folder.appending(path: "target"), encoding: .utf8) == "keep")
            #expect(try String(contentsOfFile: file, encoding: .utf8).contains("rows"))
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path())
            #expect(!left.contains { $0.contains(".part-") }, "\(left)")
        }
    }

    @Test(arguments: [Obstacle.link, .pipe])
    func `a log of a run is written to a file only, and the firing fails with a sentence`(obstacle: Obstacle)
        async throws
    {
        try await Program.withServer { program, folder, _ in
            let script = try Program.write("print(1)", in: folder)
            let added = try await program.run(
                ["schedule", "add", "s", script, "--cron", "@hourly", "--zone", "UTC", "--retries", "0"]
            )
            #expect(added.exitCode == 0)
            let home = try #require(program.environment["KEYSHIFT_HOME"])
            unsafe mkdir("\(home)/logs", 0o700)
            try obstacle.put(at: "\(home)/logs/s", in: folder)
            let now = Date.now.addingTimeInterval(3600).formatted(.iso8601)
            let outcome = try await program.run(["serve", "--once", "--now", now])
            #expect(outcome.output.contains("failed"), "\(outcome.output) \(outcome.errors)")
        }
    }

    @Test(arguments: [Obstacle.link, .pipe])
    func `the history of the prompt is a file or nothing`(obstacle: Obstacle) async throws {
        try await Program.withHome { program, folder in
            let home = try #require(program.environment["KEYSHIFT_HOME"])
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
            try obstacle.put(at: home + "/repl_history", in: folder)
            let outcome = try await program.run(["repl", "--sandbox"], input: "1 + 1\n")
            #expect(outcome.exitCode == 0 && outcome.output.contains("2"), "\(outcome.errors)")
            guard obstacle == .link else { return }
            #expect(try String(contentsOf: folder.appending(path: "target"), encoding: .utf8) == "keep")
        }
    }
}

import Foundation
import Testing

@testable import keyshift

/// Every honest mistake of the folder, through the real binary: none moves a wrong group or hour without a word.
struct MistakeScriptTests {
    @Test func `there are at least 120 of 40 kinds, and at most three of a kind`() throws {
        let scripts = try MistakeScript.all()
        #expect(scripts.count >= 120)
        let kinds = Dictionary(grouping: scripts, by: \.kind)
        #expect(kinds.count >= 40)
        #expect(kinds.filter { $0.value.count > 3 }.keys.sorted() == [])
    }

    @Test func `check passes at least 60 of them, and finds the others`() throws {
        let passing = try MistakeScript.all().filter { script in
            let messages = try Self.messages(of: script)
            if script.stop == .check {
                #expect(messages.contains { $0.contains(script.words) }, "\(script.file): \(messages)")
            }
            return messages.isEmpty
        }
        #expect(passing.count >= 60)
    }

    @Test func `each is stopped by what its first line says, and nothing is sent`() async throws {
        let options = ["--seed", MistakeScript.seed, "--settle", "0"]
        try await SandboxProcess.with(options) { program, _, _ in
            for script in try MistakeScript.all() where script.stop != .check {
                let line = ["plan", "--json", "--skip-check", script.file] + script.arguments
                try Self.expectStop(of: script, try await program.run(line))
            }
        }
    }

    private static func messages(of script: MistakeScript) throws -> [String] {
        ScriptCheck.findings(in: try String(contentsOfFile: script.file, encoding: .utf8)).map(\.message)
    }

    private static func expectStop(of script: MistakeScript, _ outcome: Program.Outcome) throws {
        let note = "\(script.file): \(outcome.output) \(outcome.errors)"
        switch script.stop {
        case .check: break
        case .call:
            #expect(outcome.exitCode == 1, "\(note)")
            #expect(try outcome.failure().message.contains(script.words), "\(note)")
        case .refusal(let code):
            #expect(outcome.exitCode == 4, "\(note)")
            #expect(try outcome.failure().code == code, "\(note)")
            #expect(try outcome.failure().message.contains(script.words), "\(note)")
        case .warning(let code):
            #expect(outcome.exitCode == 2, "\(note)")
            let warnings = try outcome.document()["warnings"] as? [[String: Any]] ?? []
            let told = warnings.filter { $0["code"] as? String == code }.compactMap { $0["message"] as? String }
            #expect(told.contains { $0.contains(script.words) }, "\(note)")
        case .nothing:
            #expect(outcome.exitCode == 0, "\(note)")
            #expect((outcome.output + outcome.errors).contains(script.words), "\(note)")
        }
    }
}

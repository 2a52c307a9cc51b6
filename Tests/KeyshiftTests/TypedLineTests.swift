import Foundation
import Testing

/// Options by the names that other commands have for them, and times of two words without quotes.
struct TypedLineTests {
    @Test(
        arguments: [
            (["extend", "Ito", "--ends", "14:00"], "Mon 14:00"), (["extend", "Ito", "--until=14:00"], "Mon 14:00"),
            (["extend", "Ito", "--at", "14:00"], "Mon 14:00"), (["move", "Ito", "--to", "14:00"], "Mon 14:00"),
            (["move", "Ito", "--until", "14:00"], "Mon 14:00"), (["move", "Nowak", "--start", "16:00"], "Tue 16:00"),
            (["move", "Nowak", "--from", "16:00"], "Tue 16:00"),
            (["end", "Ito", "--to", "11:00", "--allow", "lockout"], "Mon 11:00"),
            (["end", "Ito", "--ends", "11:00", "--allow", "lockout"], "Mon 11:00"),
            (["extend", "Ito", "--to", "tomorrow", "14:00"], "Mon 14:00"),
            (["extend", "Ito", "--to", "14:00", "tomorrow"], "Mon 14:00"),
            (["extend", "Ito", "--until", "2027-03-01", "14:00"], "Mon 14:00"),
            (["extend", "--to", "1", "pm", "Ito"], "Mon 13:00"),
            (["move", "Nowak", "--starts", "2027-03-02", "16:00", "--ends", "2027-03-05", "12:00"], "Tue 16:00"),
        ]
    )
    func `a line says the same under the names of other commands`(line: [String], time: String) async throws {
        try await NightHouse.open { house in
            let plan = try await house.run(line + ["--plan"])
            // This house lives in another year than its machine, which refuses all that takes time.
            #expect([2, 4].contains(plan.exitCode), "\(plan.output) \(plan.errors)")
            #expect(plan.output.contains(time), "\(plan.output)")
        }
    }

    @Test(
        arguments: [
            (
                ["extend", "Ito", "--to", "13:00", "--ends", "14:00"],
                "--to and --ends mean the same here; give one of them"
            ),
            (["move", "Ito", "--at", "13:00"], "keyshift move has no option --at"),
            (["create", "X", "--door", "9", "--ends", "13:00", "--until", "14:00"], "mean the same here"),
            (["extend", "Ito", "204", "--to", "13:00"], "stands in quotes:\n    keyshift extend \"Ito 204\""),
        ]
    )
    func `a line that can mean two things is refused`(line: [String], words: String) async throws {
        let refused = try await Program().run(line)
        #expect(refused.exitCode == 64 && refused.errors.contains(words), "\(refused.errors)")
    }

    @Test(arguments: ["2", "13:00", "1pm", "2 hours", "tomorrow 13:00"])
    func `the line that a refused span is answered with works as it stands`(typed: String) async throws {
        try await NightHouse.open { house in
            let refused = try await house.run(["extend", "Ito", "--by", typed])
            #expect(refused.exitCode != 0, "\(refused.output)")
            let lines = RefusedDesk.commands(in: refused.errors)
            #expect(!lines.isEmpty, "\(refused.errors)")
            for line in lines {
                var shell = house.program
                shell.launcher = ["/bin/sh", "-c", "keyshift() { \"$0\" \"$@\"; }; \(line) --plan"]
                let plan = try await shell.run([])
                #expect(plan.exitCode == 2, "\(line): \(plan.output) \(plan.errors)")
            }
        }
    }
}

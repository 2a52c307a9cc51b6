import Testing

@testable import Presentation

struct TypedServerTests {
    private static let lines: [(typed: [String], text: String, named: String)] = [
        (["why", "Ito", "--sandbox"], "    keyshift explain key-1", "    keyshift explain key-1 --sandbox"),
        (
            ["find", "--endpoint", "http://127.0.0.1:81", "Ito"], "All there are: keyshift find",
            "All there are: keyshift find --endpoint http://127.0.0.1:81"
        ),
        (
            ["find", "--endpoint=http://x", "--ca-file", "my ca.pem"], "Why: keyshift why Ito",
            "Why: keyshift why Ito --endpoint=http://x --ca-file \"my ca.pem\""
        ),
        (
            ["verify", "last", "--endpoint", "http://x"],
            "To see it: keyshift verify 80aa   To take it back: keyshift undo 80aa",
            "To see it: keyshift verify 80aa --endpoint http://x   To take it back: keyshift undo 80aa --endpoint http://x"
        ),
        (
            ["why", "x", "--sandbox"], "WHAT TO DO\n  Look:\n    keyshift verify --door D",
            "WHAT TO DO\n  Look:\n    keyshift verify --door D --sandbox"
        ),
        // It names its server, or asks none, or is no line to be typed.
        (
            ["why", "x", "--sandbox"], "    keyshift extend Ito --to 9:00 --sandbox",
            "    keyshift extend Ito --to 9:00 --sandbox"
        ),
        (["why", "x", "--sandbox"], "Those there are: keyshift runs", "Those there are: keyshift runs"),
        (
            ["why", "x", "--sandbox"], "to be let in again takes keyshift readmit",
            "to be let in again takes keyshift readmit"
        ),
        (
            ["run", "x", "--sandbox", "--help"], "USAGE: keyshift run x [by=DURATION]",
            "USAGE: keyshift run x [by=DURATION]"
        ),
        // No server was named, by the command itself at least.
        (["why", "Ito"], "    keyshift explain key-1", "    keyshift explain key-1"),
        (["run", "x.lua", "--", "--sandbox"], "    keyshift find", "    keyshift find"),
        (["status", "--sandbox"], "    keyshift find", "    keyshift find"),
        ([], "    keyshift find", "    keyshift find"),
    ]

    @Test(arguments: lines)
    func `an advised line asks the server that was typed`(line: (typed: [String], text: String, named: String)) {
        #expect(TypedServer(in: line.typed).named(in: line.text) == line.named)
    }
}

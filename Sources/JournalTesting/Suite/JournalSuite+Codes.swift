internal import CivilTime
internal import Journal
internal import Model
internal import Testing

extension JournalSuite {
    /// Which PINs are to be told by hooks, and what a plan left out.
    static let codes: [JournalCase] = [
        JournalCase("a PIN is owed until it was told, with how often it could not be") { world in
            let journal = try world.open()
            try await journal.beginRun(
                JournalSample.run("80aa"),
                rows: [JournalSample.row("k1"), JournalSample.row("k2")]
            )
            #expect(try await journal.owedPINs(since: JournalSample.later(-60)).isEmpty)
            try await journal.owePINs([0, 1], run: "80aa", at: JournalSample.later(1))
            try await journal.settlePIN(1, run: "80aa", error: "mail: exit code 1", at: JournalSample.later(2))
            let owed = try await journal.owedPINs(since: JournalSample.later(-60))
            #expect(owed.map(\.place) == [0, 1] && owed.map(\.tries) == [0, 1])
            #expect(owed.map(\.lastAt) == [JournalSample.later(1), JournalSample.later(2)])
            #expect(owed.map(\.row.target.identifier) == ["k1", "k2"])
            try await journal.settlePIN(0, run: "80aa", error: nil, at: JournalSample.later(3))
            #expect(try await journal.owedPINs(since: JournalSample.later(-60)).map(\.place) == [1])
            #expect(try await journal.owedPINs(since: JournalSample.later(9)).isEmpty)
            try await journal.settlePIN(1, run: "80aa", error: nil, at: JournalSample.later(4))
            #expect(try await journal.owedPINs(since: JournalSample.later(-60)).isEmpty)
            #expect(try await journal.events(of: "80aa").map(\.kind) == [.owed, .owed, .untold, .told, .told])
        },
        JournalCase("what a plan left out is kept with its run, in its order") { world in
            let journal = try world.open()
            try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
            #expect(try await journal.leftOut(of: "80aa").isEmpty)
            let left = [
                Plan.LeftOut(what: "line 3 BK-9: Ito", why: "no group is known by \"BK-9\"\nnearest BK-1"),
                Plan.LeftOut(what: "BK-2", why: "recent: moved"),
            ]
            try await journal.keepLeftOut(left, run: "80aa", at: JournalSample.later(1))
            #expect(try await journal.leftOut(of: "80aa") == left)
            #expect(try await journal.events(of: "80aa").map(\.kind) == [.leftOut, .leftOut])
            await #expect(throws: JournalError.self) {
                try await journal.keepLeftOut(left, run: "9999", at: JournalSample.later(1))
            }
        },
        JournalCase("a PIN of a run or a row that is not there cannot be owed") { world in
            let journal = try world.open()
            await #expect(throws: JournalError.self) {
                try await journal.owePINs([0], run: "80aa", at: JournalSample.later(1))
            }
            try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
            await #expect(throws: JournalError.self) {
                try await journal.settlePIN(7, run: "80aa", error: nil, at: JournalSample.later(1))
            }
            #expect(try await journal.owedPINs(since: JournalSample.later(-60)).isEmpty)
        },
    ]
}

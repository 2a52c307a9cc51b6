import Testing

@testable import Spelling

struct PlainLettersTests {
    @Test(arguments: [
        ("muller", "muller"), ("müller", "muller"), ("mu\u{308}ller", "muller"), ("nguyễn", "nguyen"), ("łódź", "lodz"),
        ("søren", "soren"), ("straße", "strasse"), ("ægir", "aegir"), ("đặng", "dang"), ("dvořák", "dvorak"),
        ("ȷ", "ȷ"), ("иванов", "иванов"), ("й", "й"), ("伊藤", "伊藤"), ("", ""),
        ("e\u{301}\u{302}\u{303}\u{304}", "e"),
    ])
    func `a name is written with plain letters`(name: String, plain: String) {
        #expect(PlainLetters.of(name) == plain)
    }
}

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

    @Test(arguments: [
        ("müller", "mueller"), ("spätabreise", "spaetabreise"), ("garcía", "garcia"), ("straße", "strasse"),
    ])
    func `a letter with dots is spelled out with two`(name: String, spelled: String) {
        #expect(PlainLetters.spelledOut(name) == spelled)
    }

    @Test(arguments: [
        ["Müller", "Mueller", "MULLER"], ["García", "Garcia", "garci\u{301}a"], ["Jörg", "Joerg", "Jorg"],
    ])
    func `the ways to write one name are compared as one`(names: [String]) {
        #expect(Set(names.map(PlainLetters.compared)).count == 1)
    }
}

import Model
import Testing

@testable import RunEngine

/// What a person types for a stay, with and without accents.
struct StayTextTests {
    @Test(arguments: [
        ("silva", "BK-1 Sílva"), ("MULLER", "Müller, Eva"), ("mueller", "Müller, Eva"), ("nguyen 7", "7 Nguyễn"),
        ("d'avila", "d'Ávila"), ("lukasz", "Łukasz"), ("Müller", "müller"), ("weiss", "Weiß"),
    ])
    func `a word without accents stands for those with them`(typed: String, name: String) {
        #expect(StayText(typed)?.isFound(name: name, doors: []) == true)
    }

    @Test(arguments: [("Sílva", "BK-1 Silva"), ("Müller", "Mueller"), ("müll", "Müller"), ("mul", "Müller")])
    func `an accent that was typed is meant, and a part of a word is no word`(typed: String, name: String) {
        #expect(StayText(typed)?.isFound(name: name, doors: []) == false)
    }

    @Test(arguments: [(StayText.Reach.beginnings, "mull"), (.beginnings, "muel"), (.parts, "uller"), (.parts, "ülle")])
    func `beginnings and parts are found without accents as well`(reach: StayText.Reach, typed: String) {
        #expect(StayText(typed)?.isFound(name: "BK-1 Müller", doors: [], reach) == true)
    }

    @Test func `of names that differ by an accent a list means each that the text may stand for`() throws {
        let names = ["BK-1 Silva", "BK-2 Sílva", "BK-3 Muller", "BK-4 Müller", "BK-5 Mueller"]
        let codes = names.enumerated().map { place, name in
            PlanFixture.code(
                "c\(place)",
                "room",
                "g\(place)",
                PlanFixture.state("2026-11-2\(place)T20:00:00Z", "2026-11-2\(place + 1)T19:00:00Z", name: name)
            )
        }
        let builder = PlanBuilder(index: WorkspaceIndex(doors: PlanFixture.doors, codes: codes))
        func known(_ text: String) -> [String] {
            builder.targets(knownBy: text, at: PlanFixture.instant("2026-11-20T00:00:00Z"))
                .compactMap { builder.index.name(of: $0) }.sorted()
        }
        #expect(known("Silva") == ["BK-1 Silva", "BK-2 Sílva"])
        #expect(known("Sílva") == ["BK-2 Sílva"])
        #expect(known("Muller") == ["BK-3 Muller", "BK-4 Müller"])
        #expect(known("mueller") == ["BK-4 Müller", "BK-5 Mueller"])
        #expect(known("BK-2") == ["BK-2 Sílva"])
        #expect(known("BK-1 Silva") == ["BK-1 Silva"])
        #expect(known("BK-2 Silva") == ["BK-2 Sílva"])
    }
}

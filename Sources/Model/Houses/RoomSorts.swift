internal import Spelling

/// What a list has for the sort of a room in the place of its name: "Double", "DZ Superior", "Suite vue mer".
package enum RoomSorts {
    /// Whether these are the sorts of rooms, and none of them the name or the number of one: most have a word for it, and all
    /// that have a digit do.
    package static func are(_ texts: Set<String>) -> Bool {
        let sorts = texts.filter(isOne)
        return !texts.isEmpty && sorts.count * 2 >= texts.count
            && texts.subtracting(sorts).allSatisfy { !$0.contains(where: \.isNumber) }
    }

    private static func isOne(_ text: String) -> Bool {
        PlainLetters.compared(text).split { !$0.isLetter }.contains { words.contains(String($0)) }
    }

    private static let words = Set(
        [
            "single", "sgl", "double", "dbl", "twin", "twn", "triple", "tpl", "quad", "quadruple", "king", "queen",
            "suite", "suites", "junior", "deluxe", "standard", "std", "superior", "family", "studio", "apartment",
            "economy", "budget", "classic", "comfort", "premium", "executive", "penthouse", "loft", "maisonette",
            "dorm",
            "dormitory", "bed", "beds", "bedroom", "bunk", "view", "seaview", "balcony", "terrace", "accessible",
            "Einzelzimmer", "Einzel", "EZ", "Doppelzimmer", "Doppel", "DZ", "Zweibettzimmer", "Dreibettzimmer",
            "Dreibett", "Mehrbettzimmer", "Familienzimmer", "Ferienwohnung", "Komfort", "Meerblick", "Seeblick",
            "Balkon",
            "simple", "individuelle", "twins", "familiale", "supérieure", "confort", "vue", "balcon", "lit", "lits",
            "dortoir", "doble", "individual", "sencilla", "familiar", "estándar", "económica", "vista", "vistas",
            "balcón",
            "matrimonio", "cama", "camas", "singola", "doppia", "matrimoniale", "tripla", "quadrupla", "familiare",
            "economica", "superiore", "balcone", "letto", "letti", "monolocale", "bilocale",
        ]
        .map(PlainLetters.compared)
    )
}

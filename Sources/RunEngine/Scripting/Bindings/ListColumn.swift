internal import Model
internal import Spelling

/// A column of a list that says which stay is meant beside the booking and the guest, by the titles that booking systems give it.
enum ListColumn: String, CaseIterable, Comparable {
    case room
    case house
    case arrival
    case departure

    /// Finds the column of a title, in any case and without accents and marks; nil for any other.
    ///
    /// What was is what the stay has, as under "Previous departure"; what is to be, as under "New departure", is none of it.
    init?(title: String) {
        let words = Self.words(title)
        if let column = Self.column(words) {
            self = column
        } else if let versioned = VersionedTitle(words), versioned.version == .old,
            let column = Self.column(versioned.base)
        {
            self = column
        } else {
            return nil
        }
    }

    /// The word by which a script leaves it uncompared.
    var kind: ListClaims.Kind {
        switch self {
        case .room: .room
        case .house: .house
        case .arrival, .departure: .days
        }
    }

    static func < (one: ListColumn, other: ListColumn) -> Bool { one.place < other.place }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    private static func column(_ words: String) -> ListColumn? {
        allCases.first { titles[$0]?.contains(words) == true }
    }

    private static func words(_ title: String) -> String {
        PlainLetters.of(FoldedName(title).text).split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }

    private static let titles = names.mapValues { Set($0.map(words)) }

    private static let names: [ListColumn: [String]] = [
        .room: [
            "room", "room no", "room nr", "room number", "room name", "rm", "rm no", "old room", "current room", "unit",
            "unit no",
            "unit number", "unit name", "apartment", "apartment no", "apt", "apt no", "door", "door no", "Zimmer",
            "Zimmernummer",
            "Zimmernr", "Zimmer nr", "Zi", "Zi nr", "Wohnung", "Tür", "chambre", "n° de chambre", "n° chambre",
            "numéro de chambre", "appartement", "logement", "porte", "habitación", "hab", "n° de habitación",
            "número de habitación", "apartamento", "puerta", "camera", "n° camera", "numero camera", "appartamento",
            "quarto",
            "kamer",
        ],
        .house: [
            "house", "house name", "hotel", "hotel name", "property", "property name", "building", "building name",
            "site", "Haus",
            "Gebäude", "Objekt", "Unterkunft", "maison", "bâtiment", "établissement", "hôtel", "résidence", "edificio",
            "casa",
            "propiedad", "alojamiento", "struttura", "proprietà",
        ],
        .arrival: [
            "start", "arrival", "arrives", "arrival date", "arrival day", "arr", "arr date", "check in",
            "checkin", "check in date", "checkin date", "c i", "c i date", "from", "in", "Anreise", "Anreisetag",
            "Anreisedatum",
            "Ankunft", "von", "arrivée", "date d'arrivée", "du", "llegada", "fecha de llegada", "entrada",
            "fecha de entrada",
            "desde", "arrivo", "data di arrivo", "data arrivo", "dal",
        ],
        .departure: [
            "end", "departure", "leaves", "departure date", "departure day", "dep", "dep date", "check out",
            "checkout", "check out date", "checkout date", "c o", "c o date", "until", "till", "to", "out", "Abreise",
            "Abreisetag", "Abreisedatum", "bis", "départ", "date de départ", "au", "salida", "fecha de salida", "hasta",
            "partenza", "data di partenza", "data partenza", "al",
        ],
    ]
}

/// The title of a column that has what was, or what is to be: "New departure", "Alte Abreise", "Fecha de salida (nueva)".
package struct VersionedTitle: Hashable, Sendable {
    /// Which of the two it has.
    package enum Version: Hashable, Sendable {
        case old
        case new
    }

    /// Which of the two it has.
    package let version: Version
    /// The rest of the title, with single spaces between its words.
    package let base: String
    /// Whether the word is one that means it only beside its counterpart, as "from" does beside "to".
    package let isOfPair: Bool

    /// Finds it in a title in small letters, with single spaces between its words; nil where the title says neither.
    package init?(_ folded: String) {
        let words = folded.split(separator: " ")
        guard words.count > 1, let first = words.first, let last = words.last else { return nil }
        let (head, tail) = (PlainLetters.compared(String(first)), PlainLetters.compared(String(last)))
        let found: (Version, isAtStart: Bool, isOfPair: Bool)?
        if let version = Self.version(of: head, Self.before) {
            found = (version, true, false)
        } else if let version = Self.version(of: tail, Self.behind) {
            found = (version, false, false)
        } else if let version = Self.version(of: tail, Self.paired) {
            found = (version, false, true)
        } else {
            found = Self.version(of: head, Self.paired).map { ($0, true, true) }
        }
        guard let found else { return nil }
        version = found.0
        base = (found.isAtStart ? words.dropFirst() : words.dropLast()).joined(separator: " ")
        isOfPair = found.isOfPair
    }

    private struct Words: Sendable {
        let old: Set<String>
        let new: Set<String>

        init(old: [String], new: [String]) {
            self.old = Set(old.map(PlainLetters.compared))
            self.new = Set(new.map(PlainLetters.compared))
        }

        func adding(_ more: Words) -> Words {
            Words(old: old.union(more.old).sorted(), new: new.union(more.new).sorted())
        }
    }

    private static func version(of word: String, _ words: Words) -> Version? {
        words.old.contains(word) ? .old : words.new.contains(word) ? .new : nil
    }

    /// Words that stand before the title or behind it.
    private static let anywhere = Words(
        old: [
            "old", "previous", "prev", "former", "original", "orig", "current", "present", "existing", "alt", "alte",
            "alter", "altes", "bisher", "bisherige", "bisheriger", "bisheriges", "vorher", "vorherige", "vorheriger",
            "vorheriges", "ursprüngliche", "ursprünglicher", "ursprüngliches", "aktuelle", "aktueller", "aktuelles",
            "ancien", "ancienne", "précédent", "précédente", "initial", "initiale", "actuel", "actuelle", "antiguo",
            "antigua", "anterior", "previo", "previa", "viejo", "vieja", "vecchio", "vecchia", "precedente",
            "originale", "iniziale", "attuale",
        ],
        new: [
            "new", "neu", "neue", "neuer", "neues", "nouveau", "nouvel", "nouvelle", "nuevo", "nueva", "nuovo", "nuova",
        ]
    )
    private static let before = anywhere.adding(
        Words(
            old: [],
            new: [
                "revised", "changed", "amended", "updated", "modified", "requested", "extended", "rescheduled",
                "geänderte", "geänderter", "geändertes", "gewünschte", "gewünschter", "gewünschtes",
            ]
        )
    )
    private static let behind = anywhere.adding(
        Words(
            old: ["before", "avant", "antes", "prima"],
            new: [
                "after", "revised", "geändert", "nachher", "après", "modifié", "modifiée", "demandé", "demandée",
                "souhaité", "souhaitée", "después", "modificado", "modificada", "solicitado", "solicitada", "dopo",
                "modificato", "modificata", "richiesto", "richiesta",
            ]
        )
    )
    private static let paired = Words(
        old: ["from", "was", "von", "de", "desde", "da"],
        new: ["to", "now", "auf", "à", "a"]
    )
}

internal import Spelling

/// The names of months and of days of the week in the languages of lists: English, German, French, Spanish and Italian.
enum WrittenNames {
    /// The month of a name or of three letters and more of it; nil where none has it, or two have.
    static func month(_ word: String) -> Int? {
        let plain = PlainLetters.of(word)
        guard plain.count >= 3 else { return nil }
        let found = months.indices.filter { months[$0].contains { $0.hasPrefix(plain) } }
        return found.count == 1 ? found[0] + 1 : nil
    }

    /// Whether a word is a day of the week.
    static func isWeekday(_ word: String) -> Bool {
        let plain = PlainLetters.of(word)
        if germanDays.contains(plain) { return true }
        return plain.count >= 3 && days.contains { $0.hasPrefix(plain) }
    }

    /// Words beside the number, the month and the year, such as in `27 de noviembre de 2026`.
    static let fillers: Set = ["of", "the", "den", "le", "du", "el", "de", "del", "il"]
    /// What stands behind the number of a day, such as in `1st` and `1er`.
    static let endings: Set = ["st", "nd", "rd", "th", "er", "º", "ª"]

    private static let months: [[String]] = [
        ["january", "januar", "janner", "jaenner", "janvier", "enero", "gennaio"],
        ["february", "februar", "fevrier", "febrero", "febbraio"],
        ["march", "marz", "maerz", "mrz", "mars", "marzo"],
        ["april", "avril", "abril", "aprile"],
        ["may", "mai", "mayo", "maggio"],
        ["june", "juni", "juin", "junio", "giugno"],
        ["july", "juli", "juillet", "julio", "luglio"],
        ["august", "aout", "agosto"],
        ["september", "septembre", "septiembre", "setiembre", "settembre"],
        ["october", "oktober", "octobre", "octubre", "ottobre"],
        ["november", "novembre", "noviembre"],
        ["december", "dezember", "decembre", "diciembre", "dicembre"],
    ]
    private static let germanDays: Set = ["mo", "di", "mi", "do", "fr", "sa", "so"]
    private static let days = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
        "lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo",
        "lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica",
    ]
}

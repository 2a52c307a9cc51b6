internal import Spelling

/// The words of names that a text may stand for which names nobody: `Nguyen` for `Nguyenn`, `Müller` for `Muller`.
package struct NearestWords {
    /// Where more words than this are equally near, none of them is nearer than chance.
    private static let most = 5
    /// The bytes of a text that is looked at: a longer one is no slip of the keyboard.
    private static let longest = 200

    private let typed: FoldedName
    /// The letters and digits of the text, without accents.
    private let wanted: String
    private let bytes: [UInt8]
    private let digits: [UInt8]
    private let count: Int
    /// How often each byte is in the text.
    private let bag: [Int]

    /// The nearest whole names, and words that stand beside each other in a name, as they are written there.
    ///
    /// Each name is gone through once, and only what has about the letters of the text is compared letter by letter.
    package static func find(_ text: String, among names: some Sequence<String>) -> [String] {
        guard text.utf8.count <= longest else { return [] }
        let search = NearestWords(text)
        guard search.wanted.count > 1 else { return [] }
        var written: [String: String] = [:]
        for name in Set(names) { search.take(name, into: &written) }
        // The same words with other accents go before those with other letters.
        if let same = written[search.wanted] { return [same] }
        let nearest = search.likeliest(NearestName.all(search.wanted, among: written.keys.sorted()))
        return nearest.count > most ? [] : nearest.compactMap { written[$0] }
    }

    /// Those of several equally near texts that a slip of the keyboard makes of each other most often: a sign that was
    /// doubled, or typed once where it stands twice; else one that was left out, or is too much.
    private func likeliest(_ near: [String]) -> [String] {
        guard near.count > 1 else { return near }
        let single = Self.single(wanted)
        let doubled = near.filter { Self.single($0) == single }
        if !doubled.isEmpty { return doubled }
        let missed = near.filter { $0.count != wanted.count }
        return missed.isEmpty || missed.count > Self.most ? near : missed
    }

    /// A text in which no sign stands twice in a row.
    private static func single(_ text: String) -> String {
        text.reduce(into: "") { single, sign in if single.last != sign { single.append(sign) } }
    }

    /// `did you mean "Nguyen"?`, nil where none is near.
    package static func question(_ nearest: [String]) -> String? {
        guard let last = nearest.last else { return nil }
        let rest = nearest.dropLast().map { "\"\($0.shown)\"" }.joined(separator: ", ")
        return "did you mean \(rest)\(rest.isEmpty ? "" : " or ")\"\(last.shown)\"?"
    }

    private init(_ text: String) {
        typed = FoldedName(text)
        wanted = Self.letters(of: typed)
        bytes = Array(wanted.utf8)
        digits = bytes.filter(Self.isDigit).sorted()
        count = NameBytes(text).words.count
        bag = bytes.reduce(into: Array(repeating: 0, count: 256)) { $0[Int($1)] += 1 }
    }

    /// Takes the words of a name that may be near: as many as were typed, or one more or less, for a space is soon
    /// forgotten; and all of them.
    private func take(_ name: String, into written: inout [String: String]) {
        let name = NameBytes(name)
        let all = name.words.count
        for length in Set([max(1, count - 1), max(1, count), count + 1, all]) where length <= all && length > 0 {
            for start in 0...(all - length) {
                let letters = name.letters(start..<start + length)
                guard isAbout(letters, isPlain: name.isASCII) else { continue }
                let run = name.text(start..<start + length)
                let key = name.isASCII ? String(decoding: letters, as: UTF8.self) : Self.letters(of: FoldedName(run))
                guard name.isASCII || mayBe(key.utf8.filter(Self.isDigit)), FoldedName(run) != typed else { continue }
                written[key] = min(run, written[key] ?? run)
            }
        }
    }

    /// Whether letters are as many as can be near, and mostly the same ones; those of accents may be several bytes.
    private func isAbout(_ letters: ArraySlice<UInt8>, isPlain: Bool) -> Bool {
        let most = max(1, max(letters.count, bytes.count) / 3)
        guard isPlain else { return letters.count >= bytes.count - most }
        guard abs(letters.count - bytes.count) <= most else { return false }
        return unlike(letters) <= most && mayBe(letters.filter(Self.isDigit))
    }

    /// How many letters are not in the text.
    private func unlike(_ letters: ArraySlice<UInt8>) -> Int {
        var others = 0
        for place in letters.indices {
            let byte = letters[place]
            var before = 1
            for earlier in letters[..<place] where earlier == byte { before += 1 }
            if before > bag[Int(byte)] { others += 1 }
        }
        return others
    }

    /// Whether the digits may be meant: another number of few digits is another room, and not one typed wrong.
    private func mayBe(_ others: [UInt8]) -> Bool { digits.count > 3 || others.sorted() == digits }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Letters and digits alone, without accents: spaces and marks are the first to be forgotten.
    private static func letters(of name: FoldedName) -> String {
        PlainLetters.of(name.text).filter { $0.isLetter || $0.isNumber }
    }
}

/// A name taken apart: its letters and digits as small bytes, and where its words are.
private struct NameBytes {
    let isASCII: Bool
    /// Where each word is among the letters, and in the name.
    private(set) var words: [(letters: Range<Int>, name: Range<Int>)] = []
    private var letters: [UInt8] = []
    private let bytes: [UInt8]

    init(_ name: String) {
        bytes = Array(name.utf8)
        isASCII = bytes.allSatisfy { $0 < 0x80 }
        var begin: (letters: Int, name: Int)?
        for (place, byte) in bytes.enumerated() {
            // What is no ASCII counts as a letter: a mark of it stays in its word.
            if let letter = Self.letter(byte) {
                if begin == nil { begin = (letters.count, place) }
                letters.append(letter)
            } else if let first = begin {
                words.append((first.letters..<letters.count, first.name..<place))
                begin = nil
            }
        }
        if let begin { words.append((begin.letters..<letters.count, begin.name..<bytes.count)) }
    }

    func letters(_ run: Range<Int>) -> ArraySlice<UInt8> {
        letters[words[run.lowerBound].letters.lowerBound..<words[run.upperBound - 1].letters.upperBound]
    }

    func text(_ run: Range<Int>) -> String {
        let place = words[run.lowerBound].name.lowerBound..<words[run.upperBound - 1].name.upperBound
        return String(decoding: bytes[place], as: UTF8.self)
    }

    private static func letter(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39, 0x61...0x7A, 0x80...: byte
        case 0x41...0x5A: byte + 0x20
        default: nil
        }
    }
}

internal import Model
internal import Spelling

extension Warning.Code {
    /// A field is missing that something else says as well.
    static let fieldReplaced = Self("field_replaced", .info)
    /// A field is missing or cannot be read.
    static let fieldUnknown = Self("field_unknown")
}

extension PreflightRule {
    /// What is looked for in what the server sent.
    ///
    /// scripts/matrix takes each line out in turn.
    static let fieldRules: [PreflightRule] = [
        .unknownFields
    ]

    /// Fields that could not be read, each told once with the number of codes or doors.
    static let unknownFields = PreflightRule(.fieldReplaced, .fieldUnknown) { preflight in
        let index = preflight.index
        var sets: [IndexedCode.Unknown: Int] = [:]
        for code in index.codes.values where !code.unknown.isEmpty { sets[code.unknown, default: 0] += 1 }
        let codes = UnknownField.ofCodes.map { field in
            sets.reduce(0) { $0 + ($1.key.isSuperset(of: IndexedCode.Unknown([field.name])) ? $1.value : 0) }
        }
        let doors = UnknownField.ofDoors.map { field in
            index.doors.values.count { $0.unknownFields.contains(field.name) }
        }
        return zip(UnknownField.ofCodes, codes).compactMap { $0.warning($1, ("code", "codes")) }
            + zip(UnknownField.ofDoors, doors).compactMap { $0.warning($1, ("door", "doors")) }
    }
}

extension UnknownField {
    fileprivate func warning(_ count: Int, _ nouns: (one: String, many: String)) -> Warning? {
        guard count > 0 else { return nil }
        let head = count.counted("\(nouns.one) has", "\(nouns.many) have")
        return Warning(
            weight == .isReplaced ? .fieldReplaced : .fieldUnknown,
            "\(head) no \(name) that can be read; \(count == 1 ? one : many)",
        )
    }
}

/// How a stay is named in a line that is offered, where nobody looks it up in the workspace.
package enum TypedStay {
    /// Its key where a person can read that, such as `booking-1`; else its name, unless others of those that are told have it.
    package static func word(_ target: Row.Target, _ name: String?, among names: [String?]) -> String {
        word(key: target.identifier, name, among: names)
    }

    /// The same of a key.
    package static func word(key: String, _ name: String?, among names: [String?]) -> String {
        guard isMadeByMachine(key), let name, isPlain(name), names.count(where: { $0 == name }) < 2 else { return key }
        return name
    }

    /// Whether a key has a run of letters and digits that no person makes, such as that of a UUID.
    package static func isMadeByMachine(_ key: String) -> Bool {
        let hexadecimal = key.filter { $0 != "-" }.split { !$0.isHexDigit }.map(\.count).max() ?? 0
        return hexadecimal >= 20
    }

    /// Whether a name can be typed as it stands, and is no pattern.
    package static func isPlain(_ name: String) -> Bool {
        name == ForeignText.line(name) && !name.hasPrefix("-") && !name.contains("*") && StayText(name) != nil
    }
}

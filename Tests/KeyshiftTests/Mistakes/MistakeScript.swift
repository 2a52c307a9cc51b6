import Foundation

/// An honest mistake as a script of the folder `Scripts`, which any binary can run against the house of `house.json`.
///
/// The first line says it all: `-- KIND: what would move; stopped by HOW: WORDS`. *How* is `check`, `the call`,
/// `a refusal (CODE)`, `a warning (CODE)` or `the plan`, and *words* is a part of what is said. A second line
/// `-- arguments: …` has what is on the command line beside the script.
struct MistakeScript: Sendable {
    /// What stops a mistake.
    enum Stop: Hashable, Sendable {
        /// `keyshift check`, which runs nothing, and which `plan` and `run` say before they begin.
        case check
        /// The call that is wrong, before anything is recorded of it.
        case call
        /// A check of the plan, by its code; nothing is sent.
        case refusal(String)
        /// A warning by its code, which names the stay.
        case warning(String)
        /// The plan has nothing to change, and says so.
        case nothing
    }

    /// The house in which the mistakes are made.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Scripts")
    static let seed = folder.appending(path: "house.json").path

    let file: String
    let kind: String
    let stop: Stop
    let words: String
    let arguments: [String]

    /// All of the folder, by their names.
    static func all() throws -> [MistakeScript] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".lua") }.sorted()
            .map { name in
                let path = folder.appending(path: name).path
                guard let script = MistakeScript(path, try String(contentsOfFile: path, encoding: .utf8)) else {
                    throw Unreadable(file: name)
                }
                return script
            }
    }

    /// A script whose first line does not say what it is.
    struct Unreadable: Error {
        let file: String
    }

    private init?(_ file: String, _ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let head = lines.first, let match = head.wholeMatch(of: #/-- ([^:]+): (.+); stopped by ([^:]+): (.+)/#),
            let stop = Self.stop(String(match.3))
        else { return nil }
        self.file = file
        self.stop = stop
        (kind, words) = (String(match.1), String(match.4))
        let given = lines.count > 1 ? lines[1].wholeMatch(of: #/-- arguments: (.+)/#) : nil
        arguments = given.map { $0.1.split(separator: " ").map(String.init) } ?? []
    }

    private static func stop(_ words: String) -> Stop? {
        switch words {
        case "check": return .check
        case "the call": return .call
        case "the plan": return .nothing
        default: break
        }
        guard let match = words.wholeMatch(of: #/a (refusal|warning) \((\w+)\)/#) else { return nil }
        return match.1 == "refusal" ? .refusal(String(match.2)) : .warning(String(match.2))
    }
}

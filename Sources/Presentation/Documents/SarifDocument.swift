internal import Model

/// What was found in scripts, in the form that viewers of code read: SARIF 2.1.0 (OASIS).
package struct SarifDocument: Document {
    /// Where the form of it is described.
    package let schema: String
    /// The version of the form.
    package let version: String
    /// What was run: `keyshift check`, once.
    package let runs: [Run]

    enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version, runs
    }

    /// Makes it of what was found, by a version of the program.
    ///
    /// `columns` has the columns of each finding as letters count, and `kinds` each kind of mistake with a sentence about it.
    package init(_ check: CheckDocument, columns: [LetterColumns], kinds: [(String, String)], version: String) {
        schema = "https://json.schemastore.org/sarif-2.1.0.json"
        self.version = "2.1.0"
        let rules = kinds.map { Rule(id: $0.0, shortDescription: Message(text: $0.1)) }
        let notices = check.unreadable.map {
            Notice(level: "error", message: Message(text: $0.message), locations: [Location($0.script, nil)])
        }
        runs = [
            Run(
                tool: Tool(driver: Driver(name: "keyshift check", version: version, rules: rules)),
                columnKind: "unicodeCodePoints",
                invocations: [Invocation(executionSuccessful: notices.isEmpty, toolExecutionNotifications: notices)],
                results: zip(check.findings, columns).map { finding, columns in
                    Found(
                        ruleId: finding.kind,
                        level: "error",
                        message: Message(text: finding.message),
                        locations: [Location(finding.script, Region(finding, columns))],
                    )
                },
            )
        ]
    }

    /// One run of a program that looks for mistakes.
    package struct Run: Document {
        let tool: Tool
        let columnKind: String
        let invocations: [Invocation]
        let results: [Found]
    }

    struct Tool: Document {
        let driver: Driver
    }

    struct Driver: Document {
        let name: String
        let version: String
        let rules: [Rule]
    }

    struct Rule: Document {
        let id: String
        let shortDescription: Message
    }

    struct Message: Document {
        let text: String
    }

    struct Invocation: Document {
        let executionSuccessful: Bool
        let toolExecutionNotifications: [Notice]
    }

    struct Notice: Document {
        let level: String
        let message: Message
        let locations: [Location]
    }

    struct Found: Document {
        let ruleId: String
        let level: String
        let message: Message
        let locations: [Location]
    }

    struct Location: Document {
        let physicalLocation: Place

        init(_ script: String, _ region: Region?) {
            physicalLocation = Place(artifactLocation: Artifact(uri: Self.address(of: script)), region: region)
        }

        /// A path as the address of a file: relative as it was typed, with what an address cannot hold as `%` and two digits.
        private static func address(of script: String) -> String {
            let path = script.utf8.reduce(into: "") { address, byte in
                let sign = Character(Unicode.Scalar(byte))
                let isPlain = sign.isASCII && (sign.isLetter || sign.isNumber || "-._~/".contains(sign))
                address +=
                    isPlain ? String(sign) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
            return script.hasPrefix("/") ? "file://" + path : path
        }
    }

    struct Place: Document {
        let artifactLocation: Artifact
        @OmittedWhenNil var region: Region?
    }

    struct Artifact: Document {
        let uri: String
    }

    struct Region: Document {
        let startLine: Int
        let startColumn: Int
        let endLine: Int
        let endColumn: Int

        init(_ finding: CheckDocument.Finding, _ columns: LetterColumns) {
            (startLine, startColumn) = (finding.line, columns.start)
            (endLine, endColumn) = (finding.endLine, columns.end)
        }
    }
}

/// The columns of a finding, counted in letters from 1 where the finding itself counts bytes; the end is one past the last.
package struct LetterColumns: Hashable, Sendable {
    /// The first letter.
    package let start: Int
    /// One past the last letter.
    package let end: Int

    /// Makes them of their numbers.
    package init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }
}

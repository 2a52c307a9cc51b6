internal import Model
internal import Spelling

/// What was found in scripts: what `check` tells.
package struct CheckDocument: Document {
    /// How many scripts were looked at.
    package var scripts: Int
    /// What was found, script by script.
    package var findings: [Finding] = []
    /// The scripts that could not be read.
    package var unreadable: [Unreadable] = []

    /// Makes a document of nothing found.
    package init(scripts: Int) {
        self.scripts = scripts
    }

    /// One mistake; columns count bytes, from 1.
    package struct Finding: Document {
        /// The script as it was named.
        package var script: String
        /// The line on which it begins.
        package var line: Int
        /// The column in which it begins.
        package var column: Int
        /// The line on which it ends.
        package var endLine: Int
        /// The column in which it ends.
        package var endColumn: Int
        /// What happened.
        package var kind: String
        /// A sentence.
        package var message: String

        enum CodingKeys: String, CodingKey {
            case script, line, column
            case endLine = "end_line"
            case endColumn = "end_column"
            case kind, message
        }

        /// Makes it of its parts.
        package init(
            script: String,
            from start: (line: Int, column: Int),
            to end: (line: Int, column: Int),
            kind: String,
            message: String,
        ) {
            self.script = script
            (line, column) = start
            (endLine, endColumn) = end
            self.kind = kind
            self.message = message
        }
    }

    /// A script that could not be read, and why.
    package struct Unreadable: Document {
        /// The script as it was named.
        package var script: String
        /// A sentence.
        package var message: String

        /// Makes it of its parts.
        package init(script: String, message: String) {
            self.script = script
            self.message = message
        }
    }

    /// Whether there is nothing to mend.
    package var isClean: Bool { findings.isEmpty && unreadable.isEmpty }

    /// A line for each mistake, and one for all.
    package var lines: [String] {
        let found = findings.map { "\($0.script.shown):\($0.line):\($0.column): \(ForeignText.paragraph($0.message))" }
        return found + unreadable.map(\.message) + [summary]
    }

    private var summary: String {
        let scripts = scripts.counted("script")
        let count = findings.count + unreadable.count
        guard count > 0 else { return "\(scripts), nothing found" }
        return "\(scripts), \(count.counted("mistake"))"
    }
}

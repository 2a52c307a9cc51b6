internal import Model

/// What `keyshift doctor` has found: the document itself, and its lines.
package struct DoctorReport: Document {
    /// How well something is.
    package enum State: String, Codable, Sendable {
        /// Nothing to do.
        case ok
        /// Something to do before long.
        case warning
        /// Nothing goes before it is mended.
        case problem
    }

    /// One thing that was looked at.
    package struct Finding: Document {
        /// What was looked at, in a word or two.
        package var area: String
        /// How well it is.
        package var state: State
        /// What was found, and what to do, in a sentence.
        package var text: String

        /// Makes a finding of its parts.
        package init(_ area: String, _ state: State, _ text: String) {
            self.area = area
            self.state = state
            self.text = text
        }
    }

    /// The findings, in the order in which they are shown.
    package var findings: [Finding] = []

    /// Makes an empty report.
    package init() {}

    /// The exit code: 1 when something has to be mended.
    package var exitCode: Int32 { findings.contains { $0.state == .problem } ? 1 : 0 }

    /// A line for each finding.
    package var lines: [String] {
        let width = findings.map(\.area.count).max() ?? 0
        return findings.map { finding in
            let area = finding.area + String(repeating: " ", count: width - finding.area.count)
            let mark = finding.state == .ok ? "ok     " : finding.state == .warning ? "WARNING" : "PROBLEM"
            return "\(mark)  \(area)  \(ForeignText.paragraph(finding.text))"
        }
    }
}

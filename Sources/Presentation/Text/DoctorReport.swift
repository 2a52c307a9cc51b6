package import CivilTime
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

extension DoctorReport {
    /// The difference of two clocks from which on it is told, in milliseconds.
    package static let toldLead: Int64 = 2000

    /// Adds how far this machine's clock is ahead of the server's, nil where the server does not tell its time.
    ///
    /// Beyond `most` plans are refused. A server on this machine is a sandbox, which has another time only where it was told to.
    package mutating func addClock(ahead lead: TimeSpan?, most: TimeSpan, isOfThisMachine: Bool) {
        guard let lead else {
            let text = "the server does not tell its time, so that nobody knows whether this machine's clock is right"
            return findings.append(Finding("clock", .warning, text))
        }
        guard lead.magnitude.milliseconds > Self.toldLead else {
            return findings.append(Finding("clock", .ok, "this machine's agrees with the server's"))
        }
        let seconds = lead.magnitude.milliseconds / 1000
        let side = lead > .zero ? "ahead of" : "behind"
        let isFar = lead.magnitude > most
        let way =
            isOfThisMachine
            ? "it is a server on this machine with a clock of its own, as of keyshift sandbox --now; begin it without --now"
            : "timedatectl set-ntp true, or by NTP"
        let result = isFar ? "plans are refused" : "a plan is refused from 60 s on"
        let until = isFar && !isOfThisMachine ? " until it is set" : ""
        let text = "this machine's clock is \(seconds) s \(side) the server's, and \(result)\(until): \(way)"
        findings.append(Finding("clock", isFar ? .problem : .warning, text))
    }
}

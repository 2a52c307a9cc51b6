internal import CivilTime
internal import Model
internal import Seam

/// What an access grant says of why one of its doors opens, or does not.
struct GrantDiagnosis {
    let finding: GrantFinding
    /// Whether the grant has, or should have, a code on the door.
    let hasCode: Bool

    /// Whether Seam has the grant.
    var isThere: Bool { finding.grant != nil }

    /// Whether it is being deleted.
    var isLeaving: Bool { finding.grant?.warningCodes.contains("being_deleted") == true }

    /// Its hours and its name, nil where Seam has it no more.
    var state: CodeState? { finding.grant.map { CodeState($0) } }

    /// What keeps the guest out although lock and hours are well: the grant itself, a method that is not issued, a code
    /// that is missing or has other hours.
    func trouble(of code: AccessCode?, _ words: HoursWords) -> DoorDiagnosis.Found? {
        guard let grant = finding.grant, let state else { return nil }
        if let error = grant.errorCodes.first {
            return (.error, "Seam reports of the access grant: \(GrantFinding.words(error).shown)")
        }
        if let method = methodTrouble { return method }
        guard hasCode else { return nil }
        guard let code else {
            return (.notSet, grant.isUpdating ? Self.reissued : "the access grant has no code on this lock")
        }
        let hours = CodeState(code)
        guard !code.hidesNewHours, !hours.hasHours(of: state) else { return nil }
        let end = hours.endsAt.map { ": it ends \(words.time($0))" } ?? ""
        return (.notSet, "the code on the lock has other hours than its access grant\(end)")
    }

    /// What Seam warns of, where nothing keeps the guest out.
    var warning: DoorDiagnosis.Found? {
        if let card = finding.ofMethods.first(where: { $0.state == .look })?.why {
            return (.cardNotEncoded, "the code is on the lock, and \(card)")
        }
        let warning = finding.grant?.warningCodes.first { $0 != "updating_access_times" }
        return warning.map { (.warning, "Seam warns of the access grant: \(GrantFinding.words($0).shown)") }
    }

    /// By what it opens a door without a code.
    var ways: String {
        let modes = Set(finding.grant?.modes ?? []).subtracting(["code"]).sorted()
        let words = modes.map { mode in
            switch mode {
            case "card": "card"
            case "mobile_key": "a key on a phone"
            case "cloud_key": "a key in the cloud"
            default: mode.shown
            }
        }
        return words.isEmpty ? "other means than a code" : words.joined(separator: " or ")
    }

    /// What there is in place of a code, in a few words.
    var codeWords: String { hasCode ? "no code on the lock" : "no code, opens by \(ways)" }

    private static let reissued = "Seam is issuing the code of the access grant anew, with the same PIN"

    private var methodTrouble: DoorDiagnosis.Found? {
        let findings = finding.ofMethods
        if let failed = findings.first(where: { $0.state == .failed })?.why { return (.error, failed) }
        if !hasCode, let card = findings.first(where: { $0.state == .look })?.why { return (.cardNotEncoded, card) }
        let waits = zip(finding.methods, finding.methods.map(\.isIssued)).filter { $0.1 == false }.map(\.0.mode)
        guard waits.contains(where: { ($0 == "code") == hasCode }) else { return nil }
        return (.notSet, hasCode ? Self.reissued : "Seam is issuing the key of the access grant anew")
    }
}

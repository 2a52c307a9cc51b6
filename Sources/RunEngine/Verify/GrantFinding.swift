internal import CivilTime
internal import Model
internal import Seam

/// What is known of an access grant, its codes and its methods, after its hours were changed.
struct GrantFinding {
    /// The grant, nil where Seam has it no more.
    let grant: AccessGrant?
    /// Its methods; empty where nobody had to ask.
    var methods: [AccessMethod] = []

    /// Where a member of the grant's row stands.
    func finding(_ code: AccessCode?, of member: Row.Member, in row: Row, at now: Instant) -> CodeFinding {
        if let found = ofGrant(member, row, now) { return found }
        guard member.hasCode else { return CodeFinding(.onDevice) }
        guard let code else {
            return isUpdating
                ? CodeFinding(.waiting, "Seam is issuing its code anew")
                : CodeFinding(.failed, "the access grant has no code on this door any more")
        }
        guard code.hidesNewHours || CodeState(code).hasHours(of: member.after) else {
            return isUpdating
                ? CodeFinding(.waiting, "Seam is bringing the hours of the access grant to its code")
                : CodeFinding(.failed, "the code has other hours than its access grant")
        }
        return CodeFinding(placed: code, of: member, in: row, at: now)
    }

    /// What its methods say, beside its codes: one that cannot be issued, a card to encode, one that is not issued yet.
    var ofMethods: [CodeFinding] {
        methods.compactMap { method in
            let name = Self.name(of: method)
            if !method.errorCodes.isEmpty {
                let words = method.errorCodes.map { Self.words($0).shown }.joined(separator: ", ")
                return CodeFinding(.failed, "\(name): \(words)")
            }
            if method.isEncodingRequired == true { return CodeFinding(.look, "\(name): it must be encoded anew") }
            guard method.isIssued == false else { return nil }
            return CodeFinding(.waiting, "\(name): Seam is issuing it anew")
        }
    }

    /// Whether its methods have to be asked about: what its codes and the grant itself say is not all.
    func needsMethods(_ row: Row, _ codes: [String: AccessCode], at now: Instant) -> Bool {
        guard let grant else { return false }
        if isUpdating || grant.modes.contains(where: { $0 != "code" }) { return true }
        return row.members.contains { member in
            !member.hasCode || finding(codes[member.accessCodeID], of: member, in: row, at: now).state != .onDevice
        }
    }

    private var isUpdating: Bool { grant?.isUpdating == true }

    /// What the grant says for all of its doors, nil where its codes decide.
    private func ofGrant(_ member: Row.Member, _ row: Row, _ now: Instant) -> CodeFinding? {
        guard let grant else {
            let isOver = member.after.endsAt.map { $0 <= now } ?? false
            return isOver
                ? CodeFinding(.onDevice) : CodeFinding(.gone, "the access grant is gone: somebody deleted it")
        }
        guard CodeState(grant).agrees(with: member.after, on: row.changes) else {
            return CodeFinding.changed(CodeState(grant), member, row, now)
        }
        if let error = grant.errorCodes.first { return CodeFinding(.failed, Self.words(error).shown) }
        if grant.warningCodes.contains("being_deleted") {
            return CodeFinding(.failed, "the access grant is being deleted")
        }
        let warning = grant.warningCodes.first { $0 != "updating_access_times" }
        return warning.map { CodeFinding(.look, Self.words($0).shown) }
    }

    private static func name(of method: AccessMethod) -> String {
        switch method.mode {
        case "code": "its code"
        case "card": "its card"
        case "mobile_key": "its key on a phone"
        case "cloud_key": "its key in the cloud"
        default: "one of its access methods"
        }
    }

    /// An error or a warning of a grant or of a method in words.
    static func words(_ code: String) -> String {
        switch code {
        case "failed_to_issue": "Seam could not issue it"
        case "delay_in_issuing": "Seam is slow to issue it"
        case "cannot_create_requested_access_methods", "access_not_provisioned":
            "Seam could not make a way to open some of its doors"
        case "device_time_constraints_violated": "a lock cannot keep to these hours, and may open by others"
        case "device_does_not_support_access_codes": "one of its doors takes no codes"
        case "underprovisioned_access": "some of its doors have no way to be opened yet"
        case "overprovisioned_access": "more doors can be opened than the access grant says"
        case "requested_code_unavailable": "the PIN that was asked for was taken, and another one is in use"
        case "updating_access_times": "Seam is bringing its hours to the doors"
        default: CodeFinding.words(code)
        }
    }
}

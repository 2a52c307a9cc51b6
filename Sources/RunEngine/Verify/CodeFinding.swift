internal import CivilTime
internal import Model
internal import Seam

/// What is known of one code on its lock.
struct CodeFinding: Hashable {
    /// Where a code stands.
    enum State: Hashable {
        /// The lock has the new hours, or has no need of them any more.
        case onDevice
        /// Seam has them, and the lock gets them later, also where it is offline now.
        case waiting
        /// Seam gives it to the lock when the stay is near.
        case scheduled
        /// Seam warns of it: it may be there, and a person has to look.
        case look
        /// Somebody else has changed it after the run, which did what it was to do.
        case changed
        /// Somebody else has taken it away after the run, before its end.
        case gone
        /// It needs a person.
        case failed
    }

    let state: State
    /// Why, in a few words; nil when the lock has them.
    let why: String?

    /// Makes a finding of both.
    init(_ state: State, _ why: String? = nil) {
        self.state = state
        self.why = why
    }

    /// Judges a code by its errors and its pending changes, by its status where that is there, and else by its hours.
    init(_ code: AccessCode?, of member: Row.Member, in row: Row, at now: Instant) {
        if member.part == .drop {
            self = Self.ended(code)
            return
        }
        guard let code else {
            let isOver = member.after.endsAt.map { $0 <= now } ?? false
            self =
                isOver
                ? CodeFinding(.onDevice)
                : CodeFinding(
                    .gone,
                    "the code is gone: somebody deleted it after this run, or Seam manages it no more"
                )
            return
        }
        guard code.hidesNewHours || CodeState(code).agrees(with: member.after, on: row.changes) else {
            self = Self.changed(CodeState(code), member, row, now)
            return
        }
        self.init(placed: code, of: member, in: row, at: now)
    }

    /// What somebody else made of a code, or of its grant, after a run.
    static func changed(_ state: CodeState, _ member: Row.Member, _ row: Row, _ now: Instant) -> CodeFinding {
        let (before, after) = (OutsideChange.Bounds(member.after), OutsideChange.Bounds(state))
        let what = before == after ? "another name" : HoursWords(zone: row.zone, now: now).change(before, after)
        return CodeFinding(.changed, "changed by others after this run: \(what)")
    }

    /// Judges a code that a run has ended: it is done when no lock has it.
    private static func ended(_ code: AccessCode?) -> CodeFinding {
        guard let code else { return CodeFinding(.onDevice) }
        let delay = delay(of: code)
        return code.isLeaving
            ? CodeFinding(.waiting, "the old PIN still opens it, until the lock has forgotten the code\(delay)")
            : CodeFinding(.failed, "the code is there still, and opens it")
    }

    /// Judges a code that has the hours which it should have.
    init(placed code: AccessCode, of member: Row.Member, in row: Row, at now: Instant) {
        let errors = Self.standing(code.errorCodes)
        guard errors.isEmpty else {
            self = CodeFinding(.failed, errors.map(Self.words).joined(separator: ", "))
            return
        }
        self = Self.onItsWay(code, member, row, now) ?? Self.byStatus(code, member, row, now)
        if let offline = code.errorCodes.first(where: Self.offline.contains) { wait(for: offline, code) }
    }

    /// What the API calls a lock that cannot be reached for now, and that gets what it missed when it is back.
    static let offline = Door.offlineCodes

    /// The errors that need a person: that a lock is offline does not, nor that it could not take the code meanwhile.
    private static func standing(_ errors: [String]) -> [String] {
        guard errors.contains(where: offline.contains) else { return errors }
        return errors.filter { !offline.contains($0) && $0 != "failed_to_set_on_device" }
    }

    /// Takes a lock that is offline into account: what it has not yet, it gets when it is back.
    ///
    /// A code that is set, and of which nothing is pending, is on the lock: one that is offline keeps what it has.
    private mutating func wait(for error: String, _ code: AccessCode) {
        let isOpen = state == .waiting || state == .scheduled || code.status == "unknown"
        guard isOpen || state == .onDevice && code.unknownFields.contains("pending_mutations") else { return }
        let rest = "Seam has the new hours, and the lock gets them when it is back"
        self = CodeFinding(.waiting, "\(Self.words(error)); \(rest)")
    }

    /// What Seam warns of, or is still under way by the pending changes of a code; nil where nothing is.
    private static func onItsWay(
        _ code: AccessCode,
        _ member: Row.Member,
        _ row: Row,
        _ now: Instant,
    ) -> CodeFinding? {
        if let warning = code.warningCodes.first(where: { !delays.contains($0) }) {
            return CodeFinding(.look, words(warning).shown)
        }
        guard code.isBeingChanged else { return nil }
        // What Seam keeps back by itself until the stay is near is as it should be; a lock that has other hours is not.
        if code.waitsForItsTime, code.hoursOnLock == nil, member.after.startsAt.map({ $0 > now }) ?? false {
            return scheduled(code, member, row, now)
        }
        return CodeFinding(.waiting, "Seam is bringing it to the lock\(delay(of: code))")
    }

    private static func byStatus(_ code: AccessCode, _ member: Row.Member, _ row: Row, _ now: Instant) -> CodeFinding {
        let delay = delay(of: code)
        switch code.status {
        case "set": return CodeFinding(.onDevice)
        case "unset": return scheduled(code, member, row, now)
        case "setting": return CodeFinding(.waiting, "it is being written to the lock\(delay)")
        case "removing": return CodeFinding(.failed, "Seam is removing the code")
        case "unknown": return CodeFinding(.failed, "Seam does not know what is on the lock\(delay)")
        default: return withoutStatus(code, member, row, now)
        }
    }

    /// Warnings that say no more than that a code is on its way, or is no matter for whoever stands at the door.
    private static let delays: Set = [
        "delay_in_setting_on_device", "delay_in_removing_from_device", "delay_in_issuing", "being_deleted",
        "using_backup_access_code",
    ]

    /// A code without a status: its pending changes, errors and warnings, which came before, and its hours decide.
    private static func withoutStatus(
        _ code: AccessCode,
        _ member: Row.Member,
        _ row: Row,
        _ now: Instant,
    ) -> CodeFinding {
        guard !code.unknownFields.contains("pending_mutations") else {
            return CodeFinding(
                .failed,
                "neither pending_mutations nor status can be read, so that nothing tells what is on the lock",
            )
        }
        if code.isLeaving { return CodeFinding(.failed, "Seam is removing the code") }
        if let start = member.after.startsAt, start > now { return scheduled(code, member, row, now) }
        let slow = code.warningCodes.contains("delay_in_setting_on_device")
        return slow
            ? CodeFinding(.waiting, "it is being written to the lock\(delay(of: code))") : CodeFinding(.onDevice)
    }

    private static func scheduled(_ code: AccessCode, _ member: Row.Member, _ row: Row, _ now: Instant) -> CodeFinding {
        if code.isScheduledOnDevice == true { return CodeFinding(.onDevice) }
        let start = member.after.startsAt.map { " \(LocalTime.zoned($0, row.zone, near: now))" } ?? ""
        return CodeFinding(.scheduled, "the lock gets it before the stay begins\(start)\(delay(of: code))")
    }

    private static func delay(of code: AccessCode) -> String {
        let words = code.warningCodes.map(words).map(\.shown).joined(separator: ", ")
        return words.isEmpty ? "" : " (\(words))"
    }

    /// An error or a warning of the API in words: `device_offline` is `the lock is offline`.
    static func words(_ code: String) -> String {
        switch code {
        case "device_offline", "device_disconnected": "the lock is offline"
        case "hub_disconnected", "bridge_disconnected": "the hub of the lock is offline"
        case "account_disconnected": "the account of the lock's brand is disconnected"
        case "device_removed": "the lock was removed"
        case "failed_to_set_on_device": "the lock did not take it"
        case "delay_in_setting_on_device": "the lock is slow to take it"
        case "duplicate_code_on_device": "another code on the lock has the same PIN"
        case "no_space_for_access_code_on_device": "the lock has no room for another code"
        case "code_modified_external_to_seam", "conflicting_external_modification", "external_modification_in_effect":
            "the code was changed on the lock itself, and not through Seam"
        case "time_frame_adjusted_for_unknown_time_zone":
            "the lock's zone is not known, so that its hours may be off"
        case "code_rotates_periodically": "the lock changes the PIN from time to time"
        case "third_party_integration_detected": "another system sets codes on this lock, too"
        case "management_transferred": "another system manages the code now"
        case "igloo_algopin_must_be_used_within_24_hours": "the PIN must be used within 24 hours, or it never works"
        case "being_deleted": "the code is being deleted"
        case "using_backup_access_code": "a backup code is in use instead of this one"
        case "unknown_issue_with_access_code": "something is wrong with the code, and Seam does not know what"
        case "delay_in_removing_from_device": "the lock is slow to let go of it"
        case "failed_to_remove_from_device": "the code is still on the lock"
        case "unknown": "something that Seam gives no readable word for"
        default: code.split(separator: "_").joined(separator: " ")
        }
    }
}

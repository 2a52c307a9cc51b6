internal import CivilTime
internal import Model
internal import Seam

/// Makes an answer of what is known of one stay.
struct StayDiagnosis {
    let stay: Stay
    /// Its codes that exist, by id; nil where Seam was not asked.
    let codes: [String: AccessCode]?
    /// The access grant that holds it, nil where none does or Seam was not asked.
    var grant: GrantFinding?
    let look: StayDesk.Look
    let history: StayHistory
    /// When its codes before these were last seen, where somebody else has made it new ones; nil where nobody has.
    var isMadeAnewSince: Instant?
    /// The conflicts of runs with it that nobody has decided.
    var conflicts: [StatusFacts.Trouble] = []

    /// The answer: the doors that keep the guest out first, then those with which something else is.
    var answer: StayAnswer {
        let doors = (stay.doors + stay.lost).map(door).sorted {
            (Self.rank($0), $0.door.name) < (Self.rank($1), $1.door.name)
        }
        var steps = StaySteps(stay: stay, doors: doors, look: look, history: history)
        steps.conflicts = conflicts
        var answer = StayAnswer(stay: stay, doors: doors, lastChange: lastChange, steps: steps.steps)
        answer.conflicts = conflicts
        return answer
    }

    private static func rank(_ answer: DoorAnswer) -> Int {
        answer.opensNow ? answer.reason == .healthy ? 2 : 1 : 0
    }

    /// What to do at the door of one code for which there is no backup code.
    func insteadOfBackup(ofCode id: String) -> [StayAnswer.Step] {
        let doors = stay.doors.filter { $0.accessCodeID == id }.map(door)
        return StaySteps(stay: stay, doors: doors, look: look, history: history).insteadOfBackup
    }

    private var lastChange: LastChange? {
        let known = history.lastChange(of: stay, isFresh: codes != nil, near: look.now)
        guard let since = isMadeAnewSince, known?.at.map({ $0 <= since }) ?? true else { return known }
        let words = HoursWords(zone: stay.zone, now: look.now)
        return LastChange(at: nil, run: nil, what: "its codes were made anew after \(words.moment(since))")
    }

    private func door(_ door: Stay.Door) -> DoorAnswer {
        guard let codes else {
            return RememberedDoor(door: door, look: look, isGone: stay.isGone || stay.lost.contains(door)).answer
        }
        var diagnosis = DoorDiagnosis(
            door: door,
            code: codes[door.accessCodeID],
            grant: grant.map { GrantDiagnosis(finding: $0, hasCode: !CodelessID.isOne(door.accessCodeID)) },
            lock: look.doors[door.deviceID],
            now: look.now,
            history: history,
        )
        diagnosis.isMadeAnewSince = isMadeAnewSince
        diagnosis.isSecond = stay.secondCodes.contains(door)
        let words = HoursWords(zone: door.zone, now: look.now)
        diagnosis.doubled = RoomUse(look: look).doubled(on: door, of: stay).map {
            DoubledWords(door, $0, words).sentence
        }
        return diagnosis.answer
    }
}

/// What the last reading says of a door.
private struct RememberedDoor {
    let door: Stay.Door
    let look: StayDesk.Look
    let isGone: Bool

    var answer: DoorAnswer {
        let words = HoursWords(zone: door.zone, now: look.now)
        let reason: DoorAnswer.Reason
        let sentence: String
        if isGone {
            (reason, sentence) = (.gone, "the code was gone when the workspace was last read")
        } else if let end = door.state.endsAt, end <= look.now {
            (reason, sentence) = (.over, "the hours were over \(words.time(end))")
        } else if let start = door.state.startsAt, start > look.now {
            (reason, sentence) = (.notBegun, "the hours begin \(words.time(start))")
        } else if door.isOnline == false {
            (reason, sentence) = (.lockOffline, "the lock could not be reached then")
        } else if door.isOnLock == false {
            (reason, sentence) = (.notSet, "the code had not reached the lock then")
        } else {
            (reason, sentence) = (.healthy, "nothing kept the guest out then")
        }
        return DoorAnswer(
            door: door,
            reason: reason,
            sentence: sentence,
            lock: door.isOnline.map { $0 ? "lock online then" : "lock offline then" } ?? "lock not known",
            code: door.isOnLock.map { $0 ? "code on the lock then" : "code not on the lock then" } ?? "code not known",
            opensNow: reason == .healthy,
        )
    }
}

/// Judges one code and its door, as they are now.
struct DoorDiagnosis {
    let door: Stay.Door
    /// The code, nil where Seam has it no more.
    let code: AccessCode?
    /// What its access grant says, nil for a code that none holds.
    var grant: GrantDiagnosis?
    /// Whether the guest has another code on the door, with another PIN.
    var isSecond = false
    /// The door as it was read, nil where the workspace has it no more.
    let lock: Door?
    let now: Instant
    let history: StayHistory
    /// When the stay's codes before these were last seen, where somebody else has made it new ones; nil where nobody has.
    var isMadeAnewSince: Instant?
    /// That other guests have the door, too, a sentence without an end for each.
    var doubled: [String] = []

    /// What keeps the guest out: hours first, because no lock helps where they are wrong, then the lock, then the code.
    var answer: DoorAnswer {
        let finding =
            hours ?? lockTrouble ?? grant?.trouble(of: code, words) ?? taken ?? codeTrouble ?? others
            ?? grant?.warning ?? (.healthy, openUntil)
        var door = door
        door.state = state
        return DoorAnswer(
            door: door,
            reason: finding.0,
            sentence: finding.1 + (finding.1.contains(byOthers) ? "" : toldByOthers)
                + doubled.map { "; \($0)" }.joined(),
            lock: lockWords,
            code: codeWords,
            pin: (code?.code).map { "••\($0.suffix(2))" },
            opensNow: opens(finding.0),
        )
    }

    typealias Found = (DoorAnswer.Reason, String)

    private var words: HoursWords { HoursWords(zone: door.zone, now: now) }
    private var state: CodeState { grant?.state ?? code.map { CodeState($0) } ?? lastState }

    /// The last hours of a code that is gone: others may have made them shorter after the last look.
    private var lastState: CodeState {
        var state = door.state
        if let end = history.cut(door.accessCodeID, by: now)?.to.endsAt { state.endsAt = end }
        return state
    }

    private var isOnLock: Bool { code?.isOnLock == true }

    private func opens(_ reason: DoorAnswer.Reason) -> Bool {
        switch reason {
        case .healthy, .warning: true
        case .cardNotEncoded: code != nil
        case .changedOutside:
            endOnLock != nil || (code == nil || isOnLock) && (state.kind == .ongoing || state.isInside(at: now))
        case .lockOffline, .lockFull, .error: isOnLock || endOnLock != nil
        case .notSet: endOnLock != nil
        case .gone, .ended, .deleted, .over, .notBegun, .leaving, .lockGone: false
        }
    }

    /// When the hours end that the lock has until the new ones reach it; nil where they do not let the guest in now.
    private var endOnLock: Instant? {
        guard let code, !code.isLeaving, code.status == "set" || code.status == nil,
            let old = code.hoursOnLock,
            let start = old.startsAt.flatMap({ try? Instant(iso8601: $0) }),
            let end = old.endsAt.flatMap({ try? Instant(iso8601: $0) })
        else { return nil }
        return start <= now && now < end ? end : nil
    }

    private var hours: Found? {
        guard code != nil || grant?.isThere == true else { return gone }
        if code?.isLeaving == true || grant?.isLeaving == true {
            if let end = state.endsAt, end <= now {
                return (
                    .over, "the hours were over \(words.time(end)), and the code is being taken off\(byRun)\(byOthers)"
                )
            }
            if let ending = history.ending(of: door.accessCodeID) {
                let what = EndingWords(ending, words).ending(of: door.accessCodeID)
                return (.ended, "\(what), and the code is being taken off the lock")
            }
            return (
                .leaving,
                "the \(grant?.isLeaving == true ? "access grant" : "code") is being deleted, before its end\(state.endsAt.map { " \(words.time($0))" } ?? "")"
            )
        }
        if let end = state.endsAt, end <= now {
            return (
                changed == nil ? .over : .changedOutside, "the hours were over \(words.time(end))\(byRun)\(byOthers)"
            )
        }
        if let start = state.startsAt, start > now {
            let sentence = "the hours begin \(words.time(start))\(checkIn(at: start))\(byOthers)"
            return (changed == nil ? .notBegun : .changedOutside, sentence)
        }
        return nil
    }

    /// What the house lays down for arrivals, beside the hour at which this one begins.
    private func checkIn(at start: Instant) -> String {
        guard let lock, let checkIn = lock.checkIn, let house = lock.house else { return "" }
        let isThen = LocalTime.zone(door.zone).civil(at: start).time == checkIn
        return isThen ? ", the check-in of \(house.shown)" : "; the check-in of \(house.shown) is \(checkIn)"
    }

    private var gone: Found {
        if grant == nil, let ending = history.ending(of: door.accessCodeID) {
            return (.ended, EndingWords(ending, words).ending(of: door.accessCodeID))
        }
        guard let end = state.endsAt, end <= now else {
            if grant != nil { return (.gone, "the access grant is gone before its end: somebody deleted it") }
            return (.deleted, deleted)
        }
        return (.gone, "the hours were over \(words.time(end)), and Seam has deleted the code\(byRun)\(byOthers)")
    }

    /// Who took the code before its end, and when.
    private var deleted: String {
        let end = state.endsAt.map { " \(words.time($0))" } ?? ""
        guard let removal = history.removal(of: door.accessCodeID) else {
            return "the code is gone before its end\(end): somebody deleted it, or Seam manages it no more"
        }
        let when = removal.at.map { " \(words.moment($0))" } ?? ""
        let place =
            removal.removal == .onLock
            ? "on the lock itself, and not through Seam" : "in Seam by somebody else, and not by a plan of this journal"
        return "the code was deleted\(when), before its end\(end): \(place)"
    }

    /// `; it was made to end earlier Sun 16:45 by ana, run 80aa`, or nothing.
    private var byRun: String {
        guard changed == nil, let sent = history.shortening(of: door.accessCodeID) else { return "" }
        return "; it was made to end earlier \(EndingWords(sent, words).origin)"
    }

    private var lockTrouble: Found? {
        guard let lock else { return (.lockGone, "the door is no device of the workspace any more") }
        switch lock.trouble {
        case .gone(let code) where CodeFinding.offline.contains(code): return offline(since: lock.offlineSince)
        case .gone(let code): return (.lockGone, "\(CodeFinding.words(code)): no change reaches this door")
        case .offline(let since): return offline(since: since)
        case nil: return nil
        }
    }

    private func offline(since: Instant?) -> Found {
        let when = since.map { " since \(words.moment($0))" } ?? ""
        let rest =
            if isOnLock {
                "it has the code and may still open with it"
            } else if let endOnLock {
                "it has the hours from before, and may still open until \(words.time(endOnLock)); the new ones reach it "
                    + "when it is back"
            } else {
                "the code as it should be is not on it, and reaches it when it is back"
            }
        return (.lockOffline, "the lock is offline\(when): \(rest)\(changed?.takesTime == true ? byOthers : "")")
    }

    private var codeTrouble: Found? {
        guard let code else { return nil }
        if !code.errorCodes.isEmpty {
            let isFull = code.errorCodes.contains("no_space_for_access_code_on_device")
            return (
                isFull ? .lockFull : .error,
                "Seam reports: \(code.errorCodes.map { CodeFinding.words($0).shown }.joined(separator: ", "))"
            )
        }
        guard !isOnLock else { return nil }
        let warnings = code.warningCodes.map { CodeFinding.words($0).shown }
        let why = warnings.isEmpty ? "" : " (\(warnings.joined(separator: ", ")))"
        switch code.status {
        case _ where endOnLock != nil:
            let until = endOnLock.map { " until \(words.time($0))" } ?? ""
            return (.notSet, "the lock opens by the hours from before\(until); Seam is bringing the new ones\(why)")
        case "set": return (.notSet, "the lock still has the hours from before; Seam is bringing the new ones\(why)")
        case "setting": return (.notSet, "the code is being written to the lock\(why)")
        case "unset": return (.notSet, "the hours have begun, and the code is not on the lock yet\(why)")
        case nil where code.isBeingChanged:
            return (.notSet, "Seam is still bringing the code as it should be to the lock\(why)")
        default: return (.notSet, "Seam does not know what is on the lock\(why)")
        }
    }

    /// That somebody else took time from the guest: waiting for the lock to have those hours would help nobody.
    private var taken: Found? {
        guard let code, code.errorCodes.isEmpty, changed?.takesTime == true else { return nil }
        if isOnLock { return (.changedOutside, "the door opens now, but time was taken\(byOthers)") }
        return (.changedOutside, "\(codeTrouble?.1 ?? "time was taken")\(byOthers)")
    }

    private var others: Found? {
        guard let code else { return nil }
        let ending = (code.code).map { "; it ends in ••\($0.suffix(2)) now" } ?? ""
        if let at = history.newPIN(of: code.accessCodeID) {
            let what = isSecond ? "the guest's first code on this door has" : "the stay's other doors have"
            let others = door.hasOtherPIN ? ", and \(what) another one" : ""
            return (
                .changedOutside, "the PIN was changed \(words.moment(at)), not by a plan of Keyshift\(others)\(ending)"
            )
        }
        if door.hasOtherPIN {
            let origin = history.given(code.accessCodeID).map { ", by \($0.origin)" } ?? ""
            let what =
                isSecond
                ? "it is a second code of the guest on this door, and has another PIN than the first"
                : "the PIN is another one than that of the stay's other doors"
            return (.changedOutside, "\(what)\(origin)\(ending)")
        }
        if let warning = code.warningCodes.first {
            return (.warning, "the code is on the lock, and Seam warns: \(CodeFinding.words(warning).shown)")
        }
        if let since = isMadeAnewSince {
            return (
                .changedOutside,
                "the code was made anew after \(words.moment(since)), not by a plan of this journal, and may have another "
                    + "PIN than before\(ending)"
            )
        }
        guard !toldByOthers.isEmpty else { return nil }
        let until = state.endsAt.map { " until \(words.time($0))" } ?? ""
        return (.changedOutside, "the door opens\(until), and not by the hours that a run gave it")
    }

    private var openUntil: String {
        if let grant, code == nil {
            let until = state.endsAt.map { "until \(words.time($0))" } ?? "without an end"
            return "nothing is wrong with it: the access grant opens it by \(grant.ways) \(until)"
        }
        guard let end = state.endsAt else { return "nothing is wrong with it: the code is on the lock and has no end" }
        if let sent = history.cutting(door.accessCodeID, to: end) {
            let before = sent.row.members.first { $0.accessCodeID == door.accessCodeID }?.before.endsAt
            return "it was made to end earlier \(EndingWords(sent, words).origin)"
                + (before.map { ": ends \(words.time($0)) → \(words.time(end))" } ?? "")
                + "; until then the code is on the lock and opens"
        }
        return "nothing is wrong with it: the code is on the lock and opens until \(words.time(end))"
    }

    private var changed: OutsideChange? {
        history.standingChange(of: door.accessCodeID, now: state, isThere: code != nil)
    }

    /// `; changed 14:02, not by a run of this journal: ends Mon 12:00 → Sun 09:00`, or nothing.
    private var byOthers: String {
        guard let changed else { return "" }
        let when = changed.at.map { " \(words.moment($0))" } ?? ""
        let given = history.given(door.accessCodeID).map { "; \($0.origin) had set the hours before" } ?? ""
        return "; changed\(when), not by a run of this journal: \(words.change(changed.from, changed.to))\(given)"
    }

    /// The same where a run has given the code its hours, so that others than these are told whatever else is so.
    private var toldByOthers: String {
        guard code != nil, history.given(door.accessCodeID) != nil else { return "" }
        return byOthers
    }

    private var lockWords: String {
        guard let lock else { return "no lock" }
        switch lock.trouble {
        case .gone(let code) where !CodeFinding.offline.contains(code): return "lock not connected"
        case .gone, .offline: return "lock offline\(lock.offlineSince.map { " since \(words.moment($0))" } ?? "")"
        case nil: return lock.isOnline == nil ? "lock not known to be online" : "lock online"
        }
    }

    private var codeWords: String {
        guard let code else { return grant?.codeWords ?? "no code" }
        if isOnLock { return "code on the lock" }
        switch code.status {
        case "set": return "old hours on the lock"
        case "setting": return "code being written"
        case "removing": return "code being taken off"
        case "unset": return code.isScheduledOnDevice == true ? "code on the lock, for later" : "code not on the lock"
        case nil where code.isBeingChanged: return "code being written"
        default: return "code not known"
        }
    }
}

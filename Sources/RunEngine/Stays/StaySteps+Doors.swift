internal import CivilTime
internal import Model

extension StaySteps {
    /// A door that another guest has in the hours that the stay would get.
    struct Taken {
        let door: Stay.Door
        let guest: RoomUse.Guest
        /// Until when the other guest has it, in words; empty for one without an end.
        let until: String
        /// What to do where guests share the door; empty where they cannot.
        let shared: String

        /// Why the check for overlaps would refuse the stay, with the command that shows the door.
        func step(_ consequence: String, _ name: String) -> StayAnswer.Step {
            let gone = guest.isAbsent ? ", whose code there is gone," : ""
            let words =
                "\(guest.stay.handle.shown)\(gone) has \(door.name.shown)\(until), so \(consequence)\(shared); who has that door:"
            return StayAnswer.Step(words, ["find", "--door", name])
        }
    }

    /// The first of some doors of the stay, those that few have first, that another guest has between now, or a start that is to
    /// come, and an end; the start of the stay on that door where no end is given.
    func taken(
        _ doors: [Stay.Door],
        from start: Instant? = nil,
        until end: Instant?,
        isJoining: Bool = true,
    ) -> Taken? {
        let use = RoomUse(look: look)
        for door in use.fewestFirst(doors) {
            // What is asked about may have other hours than the last look knew.
            let isThere = !stay.isGone && !isLost(door)
            // A lost code is made anew with the start that the stay's other codes have.
            let isAnew = isLost(door) && !hasNoHours
            let begins = max(look.now, end == nil ? look.now : start ?? door.state.startsAt ?? look.now)
            guard let ends = end ?? door.state.startsAt, begins < ends,
                let guest = use.guest(
                    on: door.deviceID,
                    in: begins..<ends,
                    besides: stay,
                    holding: isThere ? door.state.hours : nil,
                    isJoining: isJoining,
                    from: isAnew ? stay.doors.first?.state.startsAt : nil,
                )
            else { continue }
            let words = HoursWords(zone: door.zone, now: look.now)
            let isLater = guest.from > look.now
            let until = isLater ? " from \(words.time(guest.from)) on" : guest.until.map { " until \(words.time($0))" }
            let mayShare = use.mayShare(stay, guest.stay)
            let shared = mayShare ? " (where guests share this door, name it in shared_doors of keyshift.json)" : ""
            return Taken(door: door, guest: guest, until: until ?? "", shared: shared)
        }
        return nil
    }

    /// Whether the way back of a code is refused: another guest has the door by now, or who is inside would stand outside.
    func isRefusedBack(_ member: Row.Member) -> Bool {
        let now = look.now
        if member.after.isInside(at: now), !member.before.isInside(at: now) { return true }
        guard let hours = member.before.hours, hours.upperBound > now else { return false }
        let guest = RoomUse(look: look).guest(
            on: member.deviceID,
            in: max(hours.lowerBound, now)..<hours.upperBound,
            besides: stay,
            holding: member.after.exists ? member.after.hours : nil,
        )
        return guest != nil
    }

    /// How the door of a guest who should get in now, and whom a code keeps out, is opened from here.
    ///
    /// Only where the lock can be reached; where another guest has the door, behind the question who stands there.
    func opening(_ answer: DoorAnswer) -> [StayAnswer.Step] {
        !answer.opensNow && isDue(answer) ? unlocking(answer) : []
    }

    /// The same of any door whose hours let the guest in, such as one whose code is on the lock and does not help.
    func unlocking(_ answer: DoorAnswer) -> [StayAnswer.Step] {
        let shown = answer.door.name.shown
        guard let lock = look.doors[answer.door.deviceID], lock.trouble == nil, lock.isOnline != false else {
            return []
        }
        let line = ["open", doorName(answer.door), "--reason", "guest outside, phone checked"]
        if let taken = taken([answer.door], until: look.now + Self.moment, isJoining: false) {
            let other = taken.guest.stay.handle.shown
            var step = StayAnswer.Step(
                "\(other) has \(shown), too: ask who stands there. Only where you know who it is, and that both belong in, to unlock it from here:"
            )
            step.exception = line
            return [step]
        }
        let words = "If the guest stands there now, and you know who it is, to unlock \(shown) from here:"
        return [.init(words, line)]
    }

    /// What helps at doors for which Seam has no backup code, beside what `why` says of them.
    var insteadOfBackup: [StayAnswer.Step] {
        doors.flatMap { answer -> [StayAnswer.Step] in
            guard answer.opensNow, answer.reason != .lockOffline, answer.door.state.isInside(at: look.now) else {
                return steps(answer) + opening(answer) + renewal(answer)
            }
            let shown = answer.door.name.shown
            let pin = StayAnswer.Step(
                "Its own code is on the lock of \(shown); to see that PIN, for the guest:",
                ["pin", name, "--reason", "guest lost it"]
            )
            return (answer.pin == nil ? [] : [pin]) + unlocking(answer)
        }
    }

    /// A new PIN where something is wrong with the code that the lock was to take, and each lock of the stay can be reached.
    private func renewal(_ answer: DoorAnswer) -> [StayAnswer.Step] {
        let isReached = stay.doors.allSatisfy { door in
            look.doors[door.deviceID].map { $0.trouble == nil && $0.isOnline != false } ?? false
        }
        guard answer.reason == .error, isReached else { return [] }
        return [.init("To give the stay a new PIN on all of its doors:", ["new-pin", name])]
    }

    private static let moment = TimeSpan(milliseconds: 60_000)

    /// Whether the hours let the guest in now, and the code or its lock does not.
    private func isDue(_ answer: DoorAnswer) -> Bool {
        switch answer.reason {
        case .notSet, .lockFull, .error, .cardNotEncoded: answer.door.state.isInside(at: look.now)
        case .deleted, .gone:
            !stay.isGone
                && (answer.door.state.isInside(at: look.now) || isLost(answer.door) && stay.isInside(at: look.now))
        default: false
        }
    }

    /// How a lost code is made anew with the PIN of the other doors, after a new one where the lock takes none of its length.
    func anew(_ door: Stay.Door) -> [StayAnswer.Step] {
        let back = StayAnswer.Step(
            "To make the code of \(door.name.shown) anew, with the PIN of the stay's other doors:",
            ["readmit", name],
        )
        let lengths = look.doors[door.deviceID]?.codeLengths ?? []
        guard let digits = stay.doors.lazy.compactMap({ $0.pinMark?.length }).first, !lengths.isEmpty,
            !lengths.contains(digits)
        else { return [back] }
        let taken = lengths.sorted().map { "\($0)" }.joined(separator: ", ")
        let why = "The PIN of its other doors has \(digits) digits, and \(door.name.shown) takes \(taken)"
        let others = stay.doors.map { look.doors[$0.deviceID]?.codeLengths ?? [] }.filter { !$0.isEmpty }
        guard !others.reduce(lengths, { $0.intersection($1) }).isEmpty else {
            let words = "\(why), so no code can be made there with a PIN for all of its doors. Who has that door:"
            return [.init(words, ["find", "--door", doorName(door)])]
        }
        return [.init("\(why). To give it a PIN that all of them take first:", ["new-pin", name]), back]
    }

    /// Whether all that is wrong with some doors is that their codes were lost: nothing that a run did took them.
    func isOnlyLost(_ doors: [DoorAnswer]) -> Bool {
        !doors.isEmpty
            && doors.allSatisfy { answer in
                [.deleted, .gone].contains(answer.reason) && isLost(answer.door)
            }
    }

    /// Whether all that is wrong with some doors is wrong with their locks: other hours help nobody there.
    func isOnlyForLocks(_ doors: [DoorAnswer]) -> Bool {
        !doors.isEmpty && doors.allSatisfy { $0.reason == .lockOffline || $0.reason == .lockGone }
    }
}

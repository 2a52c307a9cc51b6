internal import CivilTime
internal import Model

/// What to do about a PIN that somebody else has changed.
extension StaySteps {
    /// How all doors of a stay get one PIN again, of which some open by another one.
    var onePIN: [StayAnswer.Step] {
        guard let what = stay.otherPIN, !stay.isGone, look.staleBecause == nil else { return [] }
        let names = Set(stay.doorsOfOtherPIN.map(\.name.shown)).sorted().joined(separator: ", ")
        let pin = StayAnswer.Step("\(what). To see which, for the guest:", seePIN)
        var steps = [pin]
        if fitsOtherDoors, stay.hasMainPIN {
            let words =
                stay.secondCodes.isEmpty
                ? "To give \(names) the PIN of the other doors, which the guest knows:"
                : "To leave \(names) no PIN but that of the other doors, which the guest has to know:"
            steps.append(.init(words, ["readmit", name]))
        }
        steps.append(
            .init("To give all of its doors one new PIN, of which the guest has to be told:", ["new-pin", name])
        )
        let outside = doors.filter { $0.door.hasOtherPIN && $0.opensNow && $0.door.state.isInside(at: look.now) }
        return steps + outside.flatMap(unlocking)
    }

    /// How the PIN of a door is seen that somebody else has changed; nothing where that is not what is wrong.
    func newPIN(_ door: Stay.Door) -> [StayAnswer.Step] {
        guard history.newPIN(of: door.accessCodeID) != nil else { return [] }
        return [.init("To see the PIN that \(door.name.shown) has now, for the guest:", seePIN)]
    }

    private var seePIN: [String] { ["pin", name, "--reason", "guest asked"] }

    /// Whether the locks with another PIN take one of the length that the other doors have.
    private var fitsOtherDoors: Bool {
        let digits = stay.doors.lazy.filter { !$0.hasOtherPIN }.compactMap { $0.pinMark?.length }.first
        return stay.doorsOfOtherPIN.allSatisfy { door in
            let lengths = look.doors[door.deviceID]?.codeLengths ?? []
            return lengths.isEmpty || digits.map(lengths.contains) ?? true
        }
    }
}

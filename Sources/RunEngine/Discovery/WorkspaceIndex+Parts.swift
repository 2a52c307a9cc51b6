internal import Model

/// A guest of whom a code has another PIN: Seam takes the key from a code that somebody gives another PIN, and a code that
/// somebody makes beside the others has none.
///
/// The guest is one, and so the stay is: what it is asked for is asked for all of its codes.
extension WorkspaceIndex {
    /// Finds the codes that are parts of stays, of all that were read.
    ///
    /// A code is a part of a stay where it has its name, with a booking's number in it, the very same hours, the same house and
    /// clock, and another PIN; of a stay without a key only on the same door. Codes of staff, of grants, without an end, and
    /// those that are being removed are left alone.
    mutating func findParts() {
        var units: [String: Set<Row.Target>] = [:]
        for code in codes.values where mayBePart(code) { units[code.state.name ?? ""] = [] }
        guard !units.isEmpty else { return }
        for code in codes.values {
            if let name = code.state.name, units[name] != nil { units[name]?.insert(unit(of: code)) }
        }
        for same in units.values where same.count > 1 {
            // What has a key goes before what has none, and most doors first.
            let sorted = same.sorted { order(of: $0) < order(of: $1) }
            var taken: Set<Row.Target> = []
            for whole in sorted where !taken.contains(whole) {
                let found = sorted.filter { $0 != whole && !taken.contains($0) && isPart($0, of: whole) }
                guard !found.isEmpty else { continue }
                parts[whole] = found
                taken.formUnion(found + [whole])
            }
        }
    }

    /// The codes of a guest in the order of their doors: those of the target, and where it has none those with another PIN.
    func guestCodes(of target: Row.Target) -> [IndexedCode] {
        let own = members(of: target)
        guard let parts = parts[target] else { return own }
        var devices = Set(own.map(\.deviceID))
        let others = parts.flatMap { members(of: $0) }.filter { devices.insert($0.deviceID).inserted }
        return (own + others)
            .sorted { (doorName($0.deviceID), $0.accessCodeID) < (doorName($1.deviceID), $1.accessCodeID) }
    }

    /// Whether a code may be no more than a part: one without a key, or one that a run has given a key of its own with its PIN.
    private func mayBePart(_ code: IndexedCode) -> Bool {
        guard code.commonCodeKey.map(MadeKey.isOurs) ?? true, code.accessGrantID == nil, code.pinMark != nil,
            code.state.kind == .timeBound, !code.marks.contains(.leaving),
            code.state.name?.contains(where: \.isNumber) == true
        else { return false }
        let unit = unit(of: code)
        return members(of: unit).count == 1 && !isStaff(unit)
    }

    private func order(of target: Row.Target) -> (Int, Int, String) {
        let isOfKey = if case .group = target { true } else { false }
        return (isOfKey ? 0 : 1, -members(of: target).count, target.identifier)
    }

    private func isPart(_ part: Row.Target, of whole: Row.Target) -> Bool {
        let own = members(of: whole)
        guard let code = members(of: part).first, mayBePart(code), !whole.isGrant,
            own.allSatisfy({ $0.state.hasHours(of: code.state) && !$0.marks.contains(.leaving) }),
            own.allSatisfy({ $0.pinMark != nil && $0.pinMark != code.pinMark })
        else { return false }
        let opened = (own + [code]).map { doors[$0.deviceID] }
        guard Set(opened.map { $0?.house }).count == 1, Set(opened.map { $0?.zone }).count == 1 else { return false }
        guard case .code = whole else { return true }
        return own.contains { $0.deviceID == code.deviceID }
    }
}
